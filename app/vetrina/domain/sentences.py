"""Every sentence that the engine, the store and the gate say to the owner, in English and Italian, by key."""

from __future__ import annotations

from collections.abc import Mapping

CATALOGUE: dict[str, tuple[str, str]] = {
    # What a person cannot do just now -----------------------------------------------------------------------
    "unexpected": (
        "Something went wrong here and nothing was changed. Try again; if it happens again, restart the program.",
        "Qualcosa non ha funzionato e nulla è cambiato. Riprova; se succede ancora, riavvia il programma.",
    ),
    "empty_message": ("Write something first.", "Prima scrivi qualcosa."),
    "too_long": (
        "This text has {length} characters; {limit} fit. Shorten it or send it in two parts.",
        "Questo testo ha {length} caratteri; ce ne stanno {limit}. Accorcialo o invialo in due parti.",
    ),
    "gone": (
        "This is no longer here. Somebody erased it a moment ago.",
        "Non c'è più. Qualcuno l'ha appena cancellato.",
    ),
    "never_repeat_offer": (
        "An offer is never sent twice, so that nobody gets it double.",
        "Un'offerta non si invia mai due volte, così nessuno la riceve doppia.",
    ),
    "already_left": (
        "This message has already gone out.",
        "Questo messaggio è già partito.",
    ),
    "no_ad": (
        "Choose the ad that this campaign sends.",
        "Scegli l'annuncio da inviare con questa campagna.",
    ),
    "ad_has_holes": (
        "The ad's text has a field with nothing to put there. Choose a product, or give it a word for that case.",
        "Il testo dell'annuncio ha un campo vuoto. Scegli un prodotto, o dai al campo una parola per quel caso.",
    ),
    "nobody": (
        "Nobody may be written to now. Invite people to follow the shop first.",
        "Ora non si può scrivere a nessuno. Invita prima le persone a seguire il negozio.",
    ),
    "campaign_running": (
        "This campaign has been sent and can no longer be changed. Make a copy.",
        "Questa campagna è già stata inviata e non si può più cambiare. Fanne una copia.",
    ),
    "no_own_phone": (
        "Join your own shop page with your phone first, then mark yourself as “my phone” under Followers.",
        "Entra prima nella tua pagina con il telefono, poi segnati come “il mio telefono” in Persone.",
    ),
    "hub_not_running": (
        "The shop page is not running yet. It starts by itself in a moment.",
        "La pagina del negozio non è ancora attiva. Parte da sola tra poco.",
    ),
    "hub_does_not_start": (
        "The shop page does not start. Restart the computer; your data is safe and everything else works.",
        "La pagina del negozio non parte. Riavvia il computer; i dati sono al sicuro e tutto il resto funziona.",
    ),
    "port_taken": (
        "Another program uses the shop page's place here. Vetrina took another one; print the poster again.",
        "Un altro programma usa il posto della pagina. Vetrina ne ha preso un altro; ristampa il cartello.",
    ),
    # What the engine says ------------------------------------------------------------------------------------
    "not_open": (
        "The shop is not open yet. Open it first; nothing was changed.",
        "Il negozio non è ancora aperto. Aprilo prima; nulla è cambiato.",
    ),
    "still_working": (
        "This is still being done. Wait until it is finished, or stop it.",
        "È ancora in corso. Aspetta che finisca, o fermalo.",
    ),
    "bot_is_off": (
        "The bot is switched off. Switch it on first.",
        "Il bot è spento. Prima accendilo.",
    ),
    "ad_without_headline": ("Give the ad a headline first.", "Dai prima un titolo all'annuncio."),
    "too_many_buttons": (
        "An ad has room for {limit} buttons. Take one out.",
        "In un annuncio ci stanno {limit} pulsanti. Togline uno.",
    ),
    "settings_not_saved": (
        "The settings could not be saved. Make room on the disk, then change them once more.",
        "Le impostazioni non si sono salvate. Fai posto sul disco, poi cambiale di nuovo.",
    ),
    "taken_back_in_time": (
        "Stopped. Nobody was written to.",
        "Fermata. Non si è scritto a nessuno.",
    ),
    "cannot_store": (
        "There is no room to keep what people write. Make room on the disk; the shop page keeps it until then.",
        "Non c'è posto per quello che scrivono. Fai posto sul disco; la pagina lo tiene fino ad allora.",
    ),
    "ad_not_taken": (
        "The shop page did not take the ad “{ad}”. Look at its texts and picture; it is tried again in a minute.",
        "La pagina non ha preso l'annuncio “{ad}”. Controlla testi e immagine; si riprova tra un minuto.",
    ),
    "read_again": (
        "The shop page was read again. Blocks and offers are as they stand there.",
        "La pagina del negozio è stata riletta. Blocchi e offerte sono come risultano lì.",
    ),
    "campaign_done": ("“{campaign}” has gone out.", "“{campaign}” è partita."),
    "campaign_stale": (
        "“{campaign}” has ended: its last day is over.",
        "“{campaign}” è finita: l'ultimo giorno è passato.",
    ),
    "campaign_stopped_itself": (
        "“{campaign}” stopped by itself: too many people blocked. Look at the text before you go on.",
        "“{campaign}” si è fermata da sola: troppi blocchi. Guarda il testo prima di continuare.",
    ),
    "campaign_paused_itself": (
        "“{campaign}” could not go on and waits. Look at its text and its ad, then let it go on.",
        "“{campaign}” non è riuscita ad andare avanti e aspetta. Controlla testo e annuncio, poi falla ripartire.",
    ),
    "channel_not_opened": (
        "The channel “{channel}” could not be opened; the others go on. Look at its program part, or take it away.",
        "Il canale “{channel}” non si è aperto; gli altri vanno avanti. Controlla il suo componente o toglilo.",
    ),
    "engine_ended": (
        "Vetrina has stopped sending and receiving. Close it and open it again; nothing is lost.",
        "Vetrina ha smesso di inviare e ricevere. Chiudila e riaprila; non si perde nulla.",
    ),
    "trial_went_well": (
        "The first few of “{campaign}” went well; the rest follows.",
        "I primi di “{campaign}” sono andati bene; seguono gli altri.",
    ),
    "note.wrote": ("{name} wrote to you.", "{name} ti ha scritto."),
    "note.bot_calls": ("The bot calls you: {name} needs a person.", "Il bot ti chiama: {name} vuole una persona."),
    "why.not_taken": (
        "The shop page did not take this message. Change it and try again.",
        "La pagina non ha preso questo messaggio. Cambialo e riprova.",
    ),
    "why.sign_in_again": (
        "This channel wants you to sign in again; then it goes out.",
        "Questo canale chiede di accedere di nuovo; poi parte.",
    ),
    "why.taken_back": ("You took it back.", "L'hai ritirato."),
    "why.stopped_campaign": ("You stopped the campaign.", "Hai fermato la campagna."),
    "why.erased": ("This person was erased.", "Questa persona è stata cancellata."),
    # Why a message may be sent, or not: about one person ----------------------------------------------------
    "why.tapped": ("{name} tapped your last offer {when}.", "{name} ha toccato la tua ultima offerta {when}."),
    "why.follows": (
        "{name} started to follow the shop {when}.",
        "{name} ha iniziato a seguire il negozio {when}.",
    ),
    "why.talked": ("{name} wrote to you {when}.", "{name} ti ha scritto {when}."),
    "why.talk_open": ("{name} was last in this talk {when}.", "{name} era in questa conversazione {when}."),
    "why.own_phone": ("This is your own phone.", "È il tuo telefono."),
    "why.blocked": ("{name} blocked the shop {when}.", "{name} ha bloccato il negozio {when}."),
    "why.blocked_by_shop": ("You blocked {name}.", "Hai bloccato {name}."),
    "why.unknown_person": (
        "The shop page does not know {name} any more.",
        "La pagina del negozio non conosce più {name}.",
    ),
    "why.test_to_others": (
        "Tests go to your own phone only.",
        "Le prove vanno solo al tuo telefono.",
    ),
    "why.stale": ("The campaign's last day is over.", "L'ultimo giorno della campagna è passato."),
    "why.clock_off": (
        "This computer's clock is wrong. Set date and time, then it goes on.",
        "L'orologio di questo computer è sbagliato. Imposta data e ora, poi si continua.",
    ),
    "why.behind_hub": (
        "The shop page knows more than this computer. It is being read again; then it goes on.",
        "La pagina del negozio sa più di questo computer. La sto rileggendo; poi si continua.",
    ),
    "why.stopped": ("{name} asked for no more offers {when}.", "{name} ha detto basta offerte {when}."),
    "why.stranger": (
        "{name} does not follow the shop and has never written to it.",
        "{name} non segue il negozio e non ha mai scritto.",
    ),
    "why.unanswered": (
        "The last offer ({when}) is still unanswered. {name} has to tap it first.",
        "L'ultima offerta ({when}) non ha ancora risposta. Prima {name} deve toccarla.",
    ),
    "why.less": (
        "{name} asked for one offer a month. Goes out {until}.",
        "{name} vuole un'offerta al mese. Parte {until}.",
    ),
    "why.talking_now": (
        "You are talking with {name} now. Goes out two hours after the last word.",
        "Stai parlando con {name}. Parte due ore dopo l'ultima parola.",
    ),
    "why.quiet_hours": ("It is quiet time. Goes out {until}.", "È l'ora del silenzio. Parte {until}."),
    "why.human_holds": ("You hold this talk, so the bot is silent.", "La conversazione è tua, quindi il bot tace."),
    "why.bot_unasked": (
        "The bot answers what {name} writes; it does not go on by itself.",
        "Il bot risponde a quello che {name} scrive; non continua da solo.",
    ),
    "why.no_talk": (
        "{name} has not written to you yet. Offers can go out; a talk begins when {name} writes.",
        "{name} non ti ha ancora scritto. Le offerte possono partire; la conversazione inizia quando {name} scrive.",
    ),
    "why.looks_like_campaign": (
        "The same text to many people is a campaign. Make one, so that everybody's wishes are kept.",
        "Lo stesso testo a molte persone è una campagna. Creane una, così si rispettano i desideri di tutti.",
    ),
    "why.window_over": (
        "{name} last wrote {when}; the time to answer is over until {name} writes again.",
        "{name} ha scritto {when}; il tempo per rispondere è finito finché {name} non riscrive.",
    ),
    "why.one_more": (
        "One more message may follow what {name} said {when}.",
        "Dopo quello che {name} ha detto {when} può partire ancora un messaggio.",
    ),
    "why.tagged": ("This kind of news may always be sent.", "Questo tipo di avviso si può sempre inviare."),
    "why.human_agent": (
        "A person of the shop may answer {name} for seven days.",
        "Una persona del negozio può rispondere a {name} per sette giorni.",
    ),
    "why.ad_week": ("{name} came from an ad {when}.", "{name} è arrivato da un annuncio {when}."),
    "why.no_thread": (
        "{name} has no open talk with the shop on this network.",
        "{name} non ha una conversazione aperta con il negozio su questa rete.",
    ),
    "why.acted_today": (
        "{name} was here {when}. Goes out {until}.",
        "{name} era qui {when}. Parte {until}.",
    ),
    "why.not_started": ("{name} has not started the talk.", "{name} non ha avviato la conversazione."),
    "why.not_joined": ("{name} is not in the room.", "{name} non è nella stanza."),
    "why.not_here": ("This network does not carry offers.", "Questa rete non porta offerte."),
    "why.no_net": ("There is no connection now. Goes out by itself.", "Ora non c'è connessione. Parte da solo."),
    # The same reasons about many people, after a number -----------------------------------------------------
    "many.tapped": ("tapped your last offer", "hanno toccato la tua ultima offerta"),
    "many.follows": ("follow you, had no offer yet", "ti seguono, ancora nessuna offerta"),
    "many.talked": ("wrote to you", "ti hanno scritto"),
    "many.blocked": ("blocked the shop", "hanno bloccato il negozio"),
    "many.blocked_by_shop": ("blocked by you", "bloccati da te"),
    "many.unknown_person": ("are no longer on the shop page", "non sono più sulla pagina"),
    "many.stale": ("too late, the last day is over", "troppo tardi, l'ultimo giorno è passato"),
    "many.clock_off": ("wait for the right time on this computer", "aspettano l'ora giusta di questo computer"),
    "many.behind_hub": ("wait until the shop page is read again", "aspettano la rilettura della pagina"),
    "many.stopped": ("asked for no offers", "non vogliono offerte"),
    "many.stranger": ("never followed the shop", "non hanno mai seguito il negozio"),
    "many.unanswered": ("have not answered the last offer", "non hanno risposto all'ultima offerta"),
    "many.less": ("asked for one offer a month", "vogliono un'offerta al mese"),
    "many.talking_now": ("are in a talk with you now", "stanno parlando con te"),
    "many.quiet_hours": ("wait for the morning", "aspettano il mattino"),
    "many.window_over": ("wrote too long ago", "hanno scritto troppo tempo fa"),
    "many.no_thread": ("have no open talk", "non hanno una conversazione aperta"),
    "many.acted_today": ("were here in the last day", "erano qui nell'ultimo giorno"),
    "many.not_started": ("have not started a talk", "non hanno avviato una conversazione"),
    "many.not_joined": ("are not in the room", "non sono nella stanza"),
    "many.not_here": ("on a network without offers", "su una rete senza offerte"),
    "many.no_net": ("wait for the connection", "aspettano la connessione"),
    # Lines inside a talk ------------------------------------------------------------------------------------
    "line.taken_over": ("You took over from the bot", "Hai preso la conversazione dal bot"),
    "line.given_to_bot": ("You gave the talk to the bot", "Hai dato la conversazione al bot"),
    "line.bot_calls": ("The bot calls you", "Il bot ti chiama"),
    "line.followed": ("Started to follow the shop", "Ha iniziato a seguire il negozio"),
    "line.unfollowed": ("No longer follows the shop", "Non segue più il negozio"),
    "line.stopped": ("Wants no more offers", "Non vuole più offerte"),
    "line.resumed": ("Offers are welcome again", "Le offerte sono di nuovo gradite"),
    "line.asked_less": ("Asked for one offer a month", "Vuole un'offerta al mese"),
    "line.asked_usual": ("Offers as usual again", "Offerte di nuovo come al solito"),
    "line.blocked": ("Blocked the shop", "Ha bloccato il negozio"),
    "line.unblocked": ("Unblocked the shop", "Ha sbloccato il negozio"),
    "line.left": ("Left the shop page", "Ha lasciato la pagina"),
    "line.deleted": ("Deleted a message", "Ha cancellato un messaggio"),
    "line.came_from_ad": ("Came from the ad “{ad}”", "Arriva dall'annuncio “{ad}”"),
    # Evidence, as told in a person's history ----------------------------------------------------------------
    "did.followed": ("Started to follow", "Ha iniziato a seguire"),
    "did.unfollowed": ("Stopped following", "Non segue più"),
    "did.wrote": ("Wrote to you", "Ti ha scritto"),
    "did.opened_chat": ("Opened the chat of “{detail}”", "Ha aperto la chat di “{detail}”"),
    "did.clicked": ("Tapped the offer “{detail}”", "Ha toccato l'offerta “{detail}”"),
    "did.saw": ("Saw “{detail}”", "Ha visto “{detail}”"),
    "did.stopped": ("Said no to offers", "Ha detto no alle offerte"),
    "did.resumed": ("Said yes to offers again", "Ha detto di nuovo sì alle offerte"),
    "did.asked_less": ("Asked for less, one offer a month", "Ha chiesto meno, un'offerta al mese"),
    "did.asked_usual": ("Offers as usual again", "Offerte di nuovo come al solito"),
    "did.blocked": ("Blocked the shop", "Ha bloccato il negozio"),
    "did.unblocked": ("Unblocked the shop", "Ha sbloccato il negozio"),
    "did.deleted": ("Deleted a message", "Ha cancellato un messaggio"),
    "did.left": ("Left the shop page", "Ha lasciato la pagina"),
    "ago.minutes": ("{n} min ago", "{n} min fa"),
    "ago.hours": ("{n} h ago", "{n} h fa"),
    "ago.yesterday": ("Yesterday", "Ieri"),
    "ago.days": ("{n} days ago", "{n} giorni fa"),
    "source.poster": ("counter poster", "cartello in negozio"),
    "source.link": ("shop link", "link del negozio"),
    "source.feed": ("shop page, offers", "pagina del negozio, offerte"),
    "source.talk": ("in a talk", "in una conversazione"),
    "source.offer": ("from an offer", "da un'offerta"),
    "source.page": ("shop page", "pagina del negozio"),
    "source.word": ("by writing “stop”", "scrivendo “stop”"),
    # The store ----------------------------------------------------------------------------------------------
    "store.trouble": (
        "The disk does not do what it is told. What was saved is safe. Check the disk or its cable, then start again.",
        "Il disco non risponde come dovrebbe. Ciò che era salvato è al sicuro. Controlla il disco o il cavo e riavvia.",
    ),
    "store.wrong_key": (
        "This key does not open your shop's data. Enter the recovery code that you wrote down; nothing was changed.",
        "Questa chiave non apre i dati del negozio. Scrivi il codice di recupero che hai annotato; nulla è cambiato.",
    ),
    "store.damaged": (
        "Your shop's data file is damaged. Choose the newest backup; the damaged file is kept aside.",
        "Il file con i dati del negozio è danneggiato. Scegli l'ultima copia; il file danneggiato resta da parte.",
    ),
    "store.newer": (
        "A newer Vetrina wrote this data. Install the newest version on this computer; nothing has been changed.",
        "Questi dati vengono da una Vetrina più nuova. Installa qui l'ultima versione; nulla è cambiato.",
    ),
    "store.full": (
        "The disk is full, so this was not saved. Everything before it is safe. Make room, then try again.",
        "Il disco è pieno, perciò questo non è stato salvato. Tutto il resto è al sicuro. Libera spazio e riprova.",
    ),
    "store.in_use": (
        "Vetrina is already open with this data. Use the window that is open, or close it first.",
        "Vetrina è già aperta con questi dati. Usa la finestra aperta, oppure chiudila prima.",
    ),
    "store.backup_bad": (
        "This backup did not pass its test and is not used. Choose another one.",
        "Questa copia non ha superato la prova e non viene usata. Scegline un'altra.",
    ),
}


def sentence(key: str, params: Mapping[str, str], language: str) -> str:
    """The sentence of `key` in `language` (``it`` or English). An unknown key gives the general apology."""
    english, italian = CATALOGUE.get(key) or CATALOGUE["unexpected"]
    text = italian if language == "it" else english
    for name, value in params.items():
        text = text.replace("{" + name + "}", value)
    return text
