"""Reading everybody's standing again forgets who is gone, but never by the word of a network that forgot itself."""

from __future__ import annotations

import pytest
from tests.support.street import Street

from vetrina.domain.channels import LinkChanged, LinkState
from vetrina.store.queries import working


@pytest.mark.parametrize(("height", "floor", "known"), [(100, 50, False), (0, 0, True)], ids=["ahead", "behind"])
def test_only_a_network_that_is_ahead_makes_people_gone(street: Street, height: int, floor: int, known: bool) -> None:
    giulia, marco = street.phone("Giulia"), street.phone("Marco")
    street.hub.write(lambda unit: unit.connection.exec_driver_sql("DELETE FROM session WHERE psid = ?", (giulia.psid,)))
    street.hub.write(lambda unit: unit.connection.exec_driver_sql("DELETE FROM person WHERE id = ?", (giulia.psid,)))
    resync = street.shop.parts.resync
    resync.heard_height(1, LinkChanged(LinkState.CONNECTED, height=height, floor=floor))
    street.shop._run(resync.if_needed(1, street.shop.transport))
    here = street.shop.read(lambda r: [working.contact_of(r, 1, phone.psid) for phone in (giulia, marco)])
    assert (here[0] is not None) is known
    assert here[1] is not None
