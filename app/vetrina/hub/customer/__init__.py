"""The customer's side: feed, talks, choices and leaving, for a phone's browser or a script.

Shapes stand in `customer.wire`. Beyond the first draft of the contract: `DELETE talk` deletes the whole chat for both;
`POST talk/{mid}/tap` takes `button: true` for an offer's own button; message states frame as whole `message` frames,
so there is no separate `state` frame; every numbered frame carries `n`, and `?after=n` resumes there.
"""
