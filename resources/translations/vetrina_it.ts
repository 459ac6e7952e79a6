<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it_IT" sourcelanguage="en_US">
    <context>
        <name>ActionBar</name>
        <message>
            <source>Send a test to me</source>
            <translation>Inviami una prova</translation>
        </message>
        <message>
            <source>Back to {step}</source>
            <translation>Torna a {step}</translation>
        </message>
        <message>
            <source>Next: {step}</source>
            <translation>Avanti: {step}</translation>
        </message>
        <message>
            <source>Choose an ad first.</source>
            <translation>Scegli prima un annuncio.</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Invia</translation>
        </message>
        <message>
            <source>It is being checked who may get it.</source>
            <translation>Sto controllando chi può riceverla.</translation>
        </message>
        <message numerus="yes">
            <source>Send to %n people</source>
            <translation>
                <numerusform>Invia a %n persona</numerusform>
                <numerusform>Invia a %n persone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send later to %n people</source>
            <translation>
                <numerusform>Invia più tardi a %n persona</numerusform>
                <numerusform>Invia più tardi a %n persone</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody may be written to now.</source>
            <translation>Ora non si può scrivere a nessuno.</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>subito</translation>
        </message>
        <message numerus="yes">
            <source>Starts {when} with %n people.</source>
            <translation>
                <numerusform>Parte {when} con %n persona.</numerusform>
                <numerusform>Parte {when} con %n persone.</numerusform>
            </translation>
        </message>
        <message>
            <source>Starts {when}.</source>
            <translation>Parte {when}.</translation>
        </message>
        <message>
            <source>You can undo until {time}.</source>
            <translation>Puoi annullare fino alle {time}.</translation>
        </message>
    </context>
    <context>
        <name>Acts</name>
        <message>
            <source>Moved to Done</source>
            <translation>Spostata tra le Fatte</translation>
        </message>
        <message>
            <source>Comes back {until}</source>
            <translation>Torna {until}</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Ritirato</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Prodotti</translation>
        </message>
        <message>
            <source>Search products</source>
            <translation>Cerca prodotti</translation>
        </message>
        <message>
            <source>No product with these words. The product list is imported under Ads.</source>
            <translation>Nessun prodotto con queste parole. La lista si importa in Annunci.</translation>
        </message>
        <message>
            <source>Ready answers</source>
            <translation>Risposte pronte</translation>
        </message>
        <message>
            <source>Search answers</source>
            <translation>Cerca risposte</translation>
        </message>
        <message>
            <source>No ready answer with these words. Answers are written under Bot.</source>
            <translation>Nessuna risposta pronta con queste parole. Le risposte si scrivono in Bot.</translation>
        </message>
        <message>
            <source>May I write?</source>
            <translation>Posso scrivere?</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Cosa è successo</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccato</translation>
        </message>
        <message>
            <source>Block {name}?</source>
            <translation>Bloccare {name}?</translation>
        </message>
        <message>
            <source>Nothing goes to this person any more, and nothing they write reaches you. You can unblock.</source>
            <translation>A questa persona non arriva più nulla, e ciò che scrive non ti raggiunge. Puoi sbloccarla.</translation>
        </message>
        <message>
            <source>Block</source>
            <translation>Blocca</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Lascia così</translation>
        </message>
        <message>
            <source>Erased</source>
            <translation>Cancellato</translation>
        </message>
        <message>
            <source>Erase {name}?</source>
            <translation>Cancellare {name}?</translation>
        </message>
        <message>
            <source>Messages, history and name go for good, here and on the shop page. A block stays.</source>
            <translation>Messaggi, storia e nome spariscono per sempre, qui e sulla pagina del negozio. Un blocco resta.</translation>
        </message>
        <message>
            <source>Erase for good</source>
            <translation>Cancella per sempre</translation>
        </message>
    </context>
    <context>
        <name>AdForm</name>
        <message>
            <source>First name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Their size</source>
            <translation>La sua taglia</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Prodotto</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Prezzo</translation>
        </message>
        <message>
            <source>Opening hours</source>
            <translation>Orari</translation>
        </message>
        <message>
            <source>Shop name</source>
            <translation>Nome del negozio</translation>
        </message>
        <message>
            <source>dear friend</source>
            <translation>gentile cliente</translation>
        </message>
        <message>
            <source>all sizes</source>
            <translation>tutte le taglie</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Testo</translation>
        </message>
        <message>
            <source>Greeting</source>
            <translation>Saluto</translation>
        </message>
        <message>
            <source>Button</source>
            <translation>Pulsante</translation>
        </message>
        <message>
            <source>Who answers first</source>
            <translation>Chi risponde per primo</translation>
        </message>
        <message>
            <source>Bot, then me</source>
            <translation>Bot, poi io</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>Io</translation>
        </message>
        <message>
            <source>Who sees it</source>
            <translation>Chi lo vede</translation>
        </message>
        <message>
            <source>Headline</source>
            <translation>Titolo</translation>
        </message>
        <message>
            <source>What opens in the chat</source>
            <translation>Cosa si apre nella chat</translation>
        </message>
        <message>
            <source>Greeting and buttons</source>
            <translation>Saluto e pulsanti</translation>
        </message>
        <message>
            <source>Everyone on the shop page</source>
            <translation>Tutti sulla pagina del negozio</translation>
        </message>
        <message>
            <source>Everyone who follows the shop</source>
            <translation>Chi segue il negozio</translation>
        </message>
        <message>
            <source>Add:</source>
            <translation>Aggiungi:</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Taglia</translation>
        </message>
        <message>
            <source>Add {field} to the text</source>
            <translation>Aggiungi {field} al testo</translation>
        </message>
        <message>
            <source>Picture and product</source>
            <translation>Foto e prodotto</translation>
        </message>
        <message>
            <source>Write a headline first: it is what people read before all else.</source>
            <translation>Prima scrivi un titolo: è la prima cosa che si legge.</translation>
        </message>
        <message numerus="yes">
            <source>%n letters too many: shorten it, then it is kept.</source>
            <translation>
                <numerusform>%n lettera di troppo: accorcialo, poi viene conservato.</numerusform>
                <numerusform>%n lettere di troppo: accorcialo, poi viene conservato.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AdHead</name>
        <message>
            <source>Ads</source>
            <translation>Annunci</translation>
        </message>
        <message>
            <source>New ad</source>
            <translation>Nuovo annuncio</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Altro</translation>
        </message>
        <message>
            <source>Back to what is in the feed</source>
            <translation>Torna a ciò che è in vetrina</translation>
        </message>
        <message>
            <source>End this ad</source>
            <translation>Chiudi questo annuncio</translation>
        </message>
        <message>
            <source>Take from the feed</source>
            <translation>Togli dalla vetrina</translation>
        </message>
        <message>
            <source>New. Kept as you type, nobody sees it yet</source>
            <translation>Nuovo. Si conserva mentre scrivi, nessuno lo vede ancora</translation>
        </message>
        <message>
            <source>Changes are kept, not yet in the feed</source>
            <translation>Le modifiche sono conservate, non ancora in vetrina</translation>
        </message>
        <message>
            <source>In the feed since {when}</source>
            <translation>In vetrina da {when}</translation>
        </message>
        <message>
            <source>Changed, not yet in the feed</source>
            <translation>Cambiato, non ancora in vetrina</translation>
        </message>
        <message>
            <source>Paused. Changes are kept, not in the feed</source>
            <translation>In pausa. Le modifiche sono conservate, non in vetrina</translation>
        </message>
        <message>
            <source>Ended. Changes are kept, not in the feed</source>
            <translation>Finito. Le modifiche sono conservate, non in vetrina</translation>
        </message>
        <message>
            <source>Update the feed</source>
            <translation>Aggiorna la vetrina</translation>
        </message>
        <message>
            <source>Put in the feed</source>
            <translation>Metti in vetrina</translation>
        </message>
    </context>
    <context>
        <name>AdsList</name>
        <message>
            <source>Ads</source>
            <translation>Annunci</translation>
        </message>
        <message>
            <source>In the feed</source>
            <translation>In vetrina</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Bozze</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Finiti</translation>
        </message>
        <message>
            <source>Your window is empty</source>
            <translation>La tua vetrina è vuota</translation>
        </message>
        <message>
            <source>New ad</source>
            <translation>Nuovo</translation>
        </message>
        <message>
            <source>Shop list</source>
            <translation>Listino</translation>
        </message>
        <message>
            <source>Ads appear on your shop page. Every ad carries its own chat.</source>
            <translation>Gli annunci appaiono sulla tua pagina. Ognuno porta con sé la sua chat.</translation>
        </message>
        <message>
            <source>Nothing is in the feed now.</source>
            <translation>Ora non c'è nulla in vetrina.</translation>
        </message>
        <message>
            <source>No drafts.</source>
            <translation>Nessuna bozza.</translation>
        </message>
        <message>
            <source>No ad has ended yet.</source>
            <translation>Nessun annuncio è finito.</translation>
        </message>
        <message>
            <source>Start with something from your shop list:</source>
            <translation>Comincia da qualcosa del tuo listino:</translation>
        </message>
        <message>
            <source>Bring your shop list, then ads fill themselves.</source>
            <translation>Porta il tuo listino, poi gli annunci si riempiono da soli.</translation>
        </message>
    </context>
    <context>
        <name>AdsModel</name>
        <message>
            <source>Draft</source>
            <translation>Bozza</translation>
        </message>
        <message>
            <source>In the feed</source>
            <translation>In vetrina</translation>
        </message>
        <message>
            <source>Without a headline</source>
            <translation>Senza titolo</translation>
        </message>
        <message>
            <source>Editing</source>
            <translation>In modifica</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Chiuso</translation>
        </message>
        <message numerus="yes">
            <source>%n chats</source>
            <translation>
                <numerusform>%n chat</numerusform>
                <numerusform>%n chat</numerusform>
            </translation>
        </message>
        <message>
            <source>changed {when}</source>
            <translation>cambiato {when}</translation>
        </message>
        <message>
            <source>{chats} · since {when}</source>
            <translation>{chats} · da {when}</translation>
        </message>
    </context>
    <context>
        <name>AdsPage</name>
        <message>
            <source>Choose an ad, or make a new one</source>
            <translation>Scegli un annuncio o creane uno nuovo</translation>
        </message>
        <message>
            <source>What you write is kept as you type. Nobody sees it until you put it in the feed.</source>
            <translation>Ciò che scrivi si conserva subito. Nessuno lo vede finché non lo metti in vetrina.</translation>
        </message>
        <message>
            <source>Ad</source>
            <translation>Annuncio</translation>
        </message>
        <message>
            <source>Giulia (example)</source>
            <translation>Giulia (esempio)</translation>
        </message>
        <message>
            <source>This ad is no longer there.</source>
            <translation>Questo annuncio non c'è più.</translation>
        </message>
        <message>
            <source>The feed shows the new version</source>
            <translation>La vetrina mostra la nuova versione</translation>
        </message>
        <message>
            <source>Planned: it goes in the feed when the net is back</source>
            <translation>Programmato: va in vetrina quando torna la rete</translation>
        </message>
        <message>
            <source>It is in the feed</source>
            <translation>È in vetrina</translation>
        </message>
        <message>
            <source>The ad has ended</source>
            <translation>L'annuncio è finito</translation>
        </message>
        <message>
            <source>Taken from the feed</source>
            <translation>Tolto dalla vetrina</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg *.jpeg *.webp *.gif)</source>
            <translation>Foto (*.png *.jpg *.jpeg *.webp *.gif)</translation>
        </message>
        <message>
            <source>Own picture</source>
            <translation>Foto tua</translation>
        </message>
    </context>
    <context>
        <name>BotPage</name>
        <message>
            <source>Questions it missed</source>
            <translation>Domande senza risposta</translation>
        </message>
        <message>
            <source>Rules and questions</source>
            <translation>Regole e domande</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Regole</translation>
        </message>
        <message>
            <source>The bot answers by itself</source>
            <translation>Il bot risponde da solo</translation>
        </message>
        <message>
            <source>New rule</source>
            <translation>Nuova regola</translation>
        </message>
        <message>
            <source>Import questions…</source>
            <translation>Importa domande…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Make live</source>
            <translation>Attiva</translation>
        </message>
        <message>
            <source>Delete this rule</source>
            <translation>Elimina questa regola</translation>
        </message>
        <message>
            <source>No missed questions</source>
            <translation>Nessuna domanda senza risposta</translation>
        </message>
        <message>
            <source>What the bot could not answer is kept here.</source>
            <translation>Qui resta ciò a cui il bot non ha saputo rispondere.</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>answers by itself</source>
            <translation>risponde da solo</translation>
        </message>
        <message>
            <source>Make a rule from it</source>
            <translation>Fanne una regola</translation>
        </message>
        <message>
            <source>Open the talk</source>
            <translation>Apri la conversazione</translation>
        </message>
        <message>
            <source>Rule or try it</source>
            <translation>Regola o prova</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regola</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Prova</translation>
        </message>
        <message>
            <source>Always first, always on</source>
            <translation>Sempre prima, sempre attiva</translation>
        </message>
        <message>
            <source>Changed, not yet live</source>
            <translation>Cambiata, non ancora attiva</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Attiva</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Spenta</translation>
        </message>
        <message>
            <source>Rule deleted</source>
            <translation>Regola eliminata</translation>
        </message>
        <message>
            <source>Questions and answers (*.csv *.tsv *.txt *.rive *.rs)</source>
            <translation>Domande e risposte (*.csv *.tsv *.txt *.rive *.rs)</translation>
        </message>
        <message>
            <source>Import questions</source>
            <translation>Importa domande</translation>
        </message>
        <message numerus="yes">
            <source>%n rules came in, all switched off.</source>
            <translation>
                <numerusform>È arrivata %n regola, spenta.</numerusform>
                <numerusform>Sono arrivate %n regole, tutte spente.</numerusform>
            </translation>
        </message>
        <message>
            <source>Left out: lines {lines}</source>
            <translation>Tralasciate: righe {lines}</translation>
        </message>
        <message>
            <source>This file is too large for a list of questions. Split it.</source>
            <translation>Questo file è troppo grande per un elenco di domande. Dividilo.</translation>
        </message>
        <message>
            <source>This file cannot be read. Choose another one.</source>
            <translation>Questo file non si può leggere. Scegline un altro.</translation>
        </message>
    </context>
    <context>
        <name>Bridge</name>
        <message>
            <source>That place cannot be written. Choose another folder, or make room there.</source>
            <translation>Lì non si può scrivere. Scegli un'altra cartella, o fai posto in quella.</translation>
        </message>
        <message>
            <source>That did not work, and nothing was lost. Try again; details are in the log.</source>
            <translation>Non ha funzionato, ma nulla è andato perso. Riprova; i dettagli sono nel registro.</translation>
        </message>
    </context>
    <context>
        <name>ButtonEditor</name>
        <message>
            <source>Buttons</source>
            <translation>Pulsanti</translation>
        </message>
        <message>
            <source>The person taps one to answer.</source>
            <translation>La persona ne tocca uno per rispondere.</translation>
        </message>
        <message>
            <source>Button {n}</source>
            <translation>Pulsante {n}</translation>
        </message>
    </context>
    <context>
        <name>CampaignEditor</name>
        <message>
            <source>Who</source>
            <translation>Chi</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Cosa</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Controllo</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Invio</translation>
        </message>
        <message>
            <source>Writing down who gets it</source>
            <translation>Scrivo chi la riceve</translation>
        </message>
        <message>
            <source>All campaigns</source>
            <translation>Tutte le campagne</translation>
        </message>
        <message>
            <source>Sponsored message</source>
            <translation>Messaggio sponsorizzato</translation>
        </message>
        <message>
            <source>draft saved {time}</source>
            <translation>bozza salvata {time}</translation>
        </message>
        <message>
            <source>Choose an ad first.</source>
            <translation>Scegli prima un annuncio.</translation>
        </message>
        <message>
            <source>On its way to your phone.</source>
            <translation>In viaggio verso il tuo telefono.</translation>
        </message>
    </context>
    <context>
        <name>CampaignPlurals</name>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n persona</numerusform>
                <numerusform>%n persone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Campaigns</name>
        <message>
            <source>New campaign</source>
            <translation>Nuova campagna</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>Chi segue il negozio</translation>
        </message>
        <message>
            <source>Have talked with the shop</source>
            <translation>Chi ha parlato con il negozio</translation>
        </message>
        <message>
            <source>No ad chosen yet</source>
            <translation>Nessun annuncio scelto</translation>
        </message>
        <message>
            <source>Stopped by itself</source>
            <translation>Fermata da sola</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Bozza</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Programmata</translation>
        </message>
        <message>
            <source>Going out</source>
            <translation>In partenza</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Fermata</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatta</translation>
        </message>
        <message>
            <source>{part} of {whole}</source>
            <translation>{part} di {whole}</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccato</translation>
        </message>
        <message>
            <source>Said no to offers</source>
            <translation>Ha detto no alle offerte</translation>
        </message>
        <message>
            <source>Last offer</source>
            <translation>Ultima offerta</translation>
        </message>
        <message>
            <source>Asked for less</source>
            <translation>Ha chiesto meno</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Messaggio</translation>
        </message>
        <message>
            <source>Tap</source>
            <translation>Tocco</translation>
        </message>
        <message>
            <source>Followed</source>
            <translation>Segue</translation>
        </message>
        <message>
            <source>Wrote back</source>
            <translation>Ha risposto</translation>
        </message>
        <message>
            <source>Tapped</source>
            <translation>Ha toccato</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Lasciato fuori</translation>
        </message>
        <message>
            <source>Leaves now</source>
            <translation>Parte ora</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Inviata</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Consegnata</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Vista</translation>
        </message>
        <message>
            <source>Perhaps sent</source>
            <translation>Forse inviata</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Non inviata</translation>
        </message>
        <message>
            <source>Stopped before</source>
            <translation>Fermata prima</translation>
        </message>
    </context>
    <context>
        <name>CampaignsModel</name>
        <message>
            <source>Campaign</source>
            <translation>Campagna</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Stato</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Inviate</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Arrivate</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Viste</translation>
        </message>
        <message>
            <source>Tapped</source>
            <translation>Toccate</translation>
        </message>
        <message>
            <source>Wrote back</source>
            <translation>Risposte</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blocchi</translation>
        </message>
    </context>
    <context>
        <name>CampaignsPage</name>
        <message>
            <source>Stopped</source>
            <translation>Fermata</translation>
        </message>
        <message>
            <source>Taken back. Nothing was sent.</source>
            <translation>Ritirata. Non è partito nulla.</translation>
        </message>
        <message>
            <source>{name}, again</source>
            <translation>{name}, di nuovo</translation>
        </message>
    </context>
    <context>
        <name>CampaignsTable</name>
        <message>
            <source>Campaigns</source>
            <translation>Campagne</translation>
        </message>
    </context>
    <context>
        <name>ChannelsSection</name>
        <message>
            <source>Channels</source>
            <translation>Canali</translation>
        </message>
        <message>
            <source>Where people can reach you. Everything else works without them.</source>
            <translation>Dove le persone ti trovano. Tutto il resto funziona anche senza.</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Si avvia</translation>
        </message>
        <message>
            <source>Runs on this computer.</source>
            <translation>Funziona su questo computer.</translation>
        </message>
        <message>
            <source>Poster…</source>
            <translation>Cartello…</translation>
        </message>
        <message>
            <source>Link to the shop page</source>
            <translation>Indirizzo della pagina del negozio</translation>
        </message>
        <message>
            <source>Phones on the shop's Wi-Fi can open it</source>
            <translation>I telefoni nel Wi-Fi del negozio possono aprirla</translation>
        </message>
        <message>
            <source>Others on the same Wi-Fi could read along.</source>
            <translation>Altri nello stesso Wi-Fi potrebbero leggere.</translation>
        </message>
        <message>
            <source>Use a Wi-Fi with a password, and do not send card numbers.</source>
            <translation>Usa un Wi-Fi con password e non inviare numeri di carte.</translation>
        </message>
        <message>
            <source>Shop page</source>
            <translation>Pagina del negozio</translation>
        </message>
        <message>
            <source>Longest message</source>
            <translation>Messaggio più lungo</translation>
        </message>
        <message>
            <source>2,000 letters</source>
            <translation>2.000 lettere</translation>
        </message>
        <message>
            <source>When may I write?</source>
            <translation>Quando posso scrivere?</translation>
        </message>
        <message>
            <source>Answers always, offers by the sending rules</source>
            <translation>Risposte sempre, offerte secondo le regole di invio</translation>
        </message>
        <message>
            <source>Ticks</source>
            <translation>Spunte</translation>
        </message>
        <message>
            <source>Delivered and read</source>
            <translation>Arrivato e letto</translation>
        </message>
        <message>
            <source>Off: only this computer. On: whoever scans the poster in your Wi-Fi.</source>
            <translation>Spento: solo questo computer. Acceso: chi inquadra il cartello nel tuo Wi-Fi.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Aperta</translation>
        </message>
    </context>
    <context>
        <name>CheckColumn</name>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>Not this time</source>
            <translation>Non stavolta</translation>
        </message>
        <message>
            <source>Invite</source>
            <translation>Invita</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Perché?</translation>
        </message>
        <message>
            <source>One offer at a time: whoever has not tapped the last one gets no other until they tap it. So nobody is flooded, and your offers stay welcome.</source>
            <translation>Un'offerta alla volta: chi non ha toccato l'ultima non ne riceve altre finché non la tocca. Così nessuno è sommerso e le tue offerte restano gradite.</translation>
        </message>
    </context>
    <context>
        <name>CheckStep</name>
        <message>
            <source>You are offline.</source>
            <translation>Sei senza rete.</translation>
        </message>
        <message>
            <source>It leaves by itself when the net is back.</source>
            <translation>Parte da sola quando torna la rete.</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Controlla di nuovo</translation>
        </message>
        <message>
            <source>Nobody may be written to now</source>
            <translation>Ora non si può scrivere a nessuno</translation>
        </message>
        <message>
            <source>Invite people</source>
            <translation>Invita persone</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Cambia</translation>
        </message>
        <message>
            <source>How it goes out</source>
            <translation>Come parte</translation>
        </message>
        <message>
            <source>This is who gets it.</source>
            <translation>Ecco chi la riceve.</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Controllo…</translation>
        </message>
        <message numerus="yes">
            <source>Checking %n people…</source>
            <translation>
                <numerusform>Controllo %n persona…</numerusform>
                <numerusform>Controllo %n persone…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people are in “{audience}”. This is who gets it.</source>
            <translation>
                <numerusform>%n persona è in “{audience}”. Ecco chi la riceve.</numerusform>
                <numerusform>%n persone sono in “{audience}”. Ecco chi la riceve.</numerusform>
            </translation>
        </message>
        <message>
            <source>Checked with the sending rules of the shop page, {when}. Each reason is kept with the message.</source>
            <translation>Controllato con le regole di invio della pagina del negozio, {when}. Ogni motivo resta insieme al messaggio.</translation>
        </message>
        <message>
            <source>may be written to at {time}</source>
            <translation>si può scrivere loro alle {time}</translation>
        </message>
        <message>
            <source>may be written to right now</source>
            <translation>si può scrivere loro adesso</translation>
        </message>
        <message>
            <source>go out by themselves when it is time</source>
            <translation>partono da sole quando è ora</translation>
        </message>
        <message>
            <source>left out to stay welcome</source>
            <translation>lasciate fuori per restare graditi</translation>
        </message>
        <message>
            <source>may be written to {when}</source>
            <translation>si può scrivere loro {when}</translation>
        </message>
        <message>
            <source>Could not check. Nobody gets it until it could.</source>
            <translation>Controllo non riuscito. Nessuno la riceve finché non riesce.</translation>
        </message>
    </context>
    <context>
        <name>CodeStep</name>
        <message>
            <source>I have written it down and put it where I keep important papers</source>
            <translation>L'ho scritto e messo dove tengo le carte importanti</translation>
        </message>
        <message>
            <source>Save as a file…</source>
            <translation>Salva come file…</translation>
        </message>
        <message>
            <source>Write this code down</source>
            <translation>Scrivi questo codice</translation>
        </message>
        <message>
            <source>Your shop's data is locked on this computer. If the computer forgets its key, only this code opens it again. It is shown once; nobody else has it.</source>
            <translation>I dati del negozio sono chiusi a chiave su questo computer. Se il computer dimentica la chiave, solo questo codice li riapre. Si vede una volta sola; nessun altro lo ha.</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>Save the code</source>
            <translation>Salva il codice</translation>
        </message>
        <message>
            <source>That place cannot be written. Choose another folder, or write the code on paper.</source>
            <translation>Lì non si può scrivere. Scegli un'altra cartella o scrivi il codice su carta.</translation>
        </message>
        <message>
            <source>Saved. Keep the file away from this computer, for example on a stick.</source>
            <translation>Salvato. Tieni il file lontano da questo computer, per esempio su una chiavetta.</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>What to write</source>
            <translation>Cosa scrivere</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Risposta</translation>
        </message>
        <message>
            <source>Private note</source>
            <translation>Nota privata</translation>
        </message>
        <message>
            <source>Ready answers</source>
            <translation>Risposte pronte</translation>
        </message>
        <message>
            <source>What the bot knows to say</source>
            <translation>Quello che il bot sa dire</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Prodotto</translation>
        </message>
        <message>
            <source>Buttons</source>
            <translation>Pulsanti</translation>
        </message>
        <message>
            <source>Answers to tap, below your message</source>
            <translation>Risposte da toccare, sotto il tuo messaggio</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Invia</translation>
        </message>
        <message>
            <source>More ways to send</source>
            <translation>Altri modi di inviare</translation>
        </message>
        <message>
            <source>Send and mark done</source>
            <translation>Invia e segna come fatta</translation>
        </message>
        <message>
            <source>Keep note</source>
            <translation>Tieni la nota</translation>
        </message>
        <message>
            <source>Only you see this</source>
            <translation>La vedi solo tu</translation>
        </message>
        <message>
            <source>Write an answer</source>
            <translation>Scrivi una risposta</translation>
        </message>
        <message>
            <source>{used} of {most}</source>
            <translation>{used} di {most}</translation>
        </message>
        <message>
            <source>The message is too long. Shorten it, or send it in two.</source>
            <translation>Il messaggio è troppo lungo. Accorcialo, o invialo in due parti.</translation>
        </message>
        <message>
            <source>Write something first.</source>
            <translation>Prima scrivi qualcosa.</translation>
        </message>
    </context>
    <context>
        <name>DataSection</name>
        <message>
            <source>Data and backup</source>
            <translation>Dati e copie</translation>
        </message>
        <message>
            <source>Everything is on this computer, locked.</source>
            <translation>Tutto è su questo computer, chiuso a chiave.</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Salva una copia…</translation>
        </message>
        <message>
            <source>Saving a copy</source>
            <translation>Salvo una copia</translation>
        </message>
        <message>
            <source>Make a new code…</source>
            <translation>Crea un nuovo codice…</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>It opens the shop when this computer has forgotten its key. If yours is lost, make a new one.</source>
            <translation>Apre il negozio quando questo computer ha dimenticato la chiave. Se l'hai perso, creane uno nuovo.</translation>
        </message>
        <message>
            <source>A copy of everything</source>
            <translation>Una copia di tutto</translation>
        </message>
        <message>
            <source>Messages, people, permissions, ads. Keep it on a stick, away from this computer.</source>
            <translation>Messaggi, persone, permessi, annunci. Tienila su una chiavetta, lontano da questo computer.</translation>
        </message>
        <message>
            <source>Save a copy</source>
            <translation>Salva una copia</translation>
        </message>
        <message numerus="yes">
            <source>%n entries checked one by one.</source>
            <translation>
                <numerusform>%n voce controllata.</numerusform>
                <numerusform>%n voci controllate una per una.</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep %s beside it: the recovery code opens the copy only with that file.</source>
            <translation>Conserva accanto anche %s: il codice di recupero apre la copia solo con quel file.</translation>
        </message>
        <message>
            <source>Saved as %s.</source>
            <translation>Salvata come %s.</translation>
        </message>
        <message>
            <source>Make a new recovery code?</source>
            <translation>Creare un nuovo codice di recupero?</translation>
        </message>
        <message>
            <source>The old code then opens this shop no more. Copies that you saved before still need the old one.</source>
            <translation>Il vecchio codice non aprirà più questo negozio. Le copie salvate prima hanno ancora bisogno di quello vecchio.</translation>
        </message>
        <message>
            <source>Make a new code</source>
            <translation>Crea un nuovo codice</translation>
        </message>
        <message>
            <source>Keep the old one</source>
            <translation>Tieni quello vecchio</translation>
        </message>
        <message>
            <source>The new code is being made.</source>
            <translation>Il nuovo codice è in preparazione.</translation>
        </message>
        <message>
            <source>The new recovery code</source>
            <translation>Il nuovo codice di recupero</translation>
        </message>
        <message>
            <source>The new code could not be kept.</source>
            <translation>Non è stato possibile conservare il nuovo codice.</translation>
        </message>
        <message>
            <source>Make room on the disk and make one again; until then neither code is sure to open the shop.</source>
            <translation>Fai posto sul disco e creane un altro; fino ad allora nessuno dei due codici apre di sicuro il negozio.</translation>
        </message>
    </context>
    <context>
        <name>DayRow</name>
        <message>
            <source>%s, open</source>
            <translation>%s, aperto</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Chiuso</translation>
        </message>
        <message>
            <source>%s, opens at</source>
            <translation>%s, apre alle</translation>
        </message>
        <message>
            <source>%s, closes at</source>
            <translation>%s, chiude alle</translation>
        </message>
        <message>
            <source>%s, pause from</source>
            <translation>%s, pausa dalle</translation>
        </message>
        <message>
            <source>%s, pause until</source>
            <translation>%s, pausa fino alle</translation>
        </message>
        <message>
            <source>to</source>
            <translation>–</translation>
        </message>
        <message>
            <source>pause</source>
            <translation>pausa</translation>
        </message>
        <message>
            <source>%s: the pause lies between opening and closing.</source>
            <translation>%s: la pausa sta tra apertura e chiusura.</translation>
        </message>
        <message>
            <source>%s: opening and closing are the same time. Try 9:30 to 19:00.</source>
            <translation>%s: apertura e chiusura sono alla stessa ora. Prova 9:30 – 19:00.</translation>
        </message>
        <message>
            <source>No pause</source>
            <translation>Senza pausa</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Scrivi</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>May I send an offer?</source>
            <translation>Posso inviare un'offerta?</translation>
        </message>
        <message>
            <source>And answer?</source>
            <translation>E rispondere?</translation>
        </message>
        <message>
            <source>Permissions, from the start</source>
            <translation>Permessi, dall'inizio</translation>
        </message>
        <message>
            <source>Block</source>
            <translation>Blocca</translation>
        </message>
        <message>
            <source>Erase…</source>
            <translation>Cancella…</translation>
        </message>
        <message>
            <source>This is my own phone</source>
            <translation>Questo è il mio telefono</translation>
        </message>
        <message>
            <source>A talk begins when this person writes.</source>
            <translation>La conversazione inizia quando questa persona scrive.</translation>
        </message>
        <message>
            <source>Unblock</source>
            <translation>Sblocca</translation>
        </message>
        <message>
            <source>Follower</source>
            <translation>Segue il negozio</translation>
        </message>
        <message>
            <source>Not a follower</source>
            <translation>Non segue il negozio</translation>
        </message>
        <message>
            <source>Nothing yet. This person came with a list and has not followed or written.</source>
            <translation>Ancora nulla. Questa persona è arrivata con una lista e non ha seguito né scritto.</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Altro</translation>
        </message>
        <message>
            <source>May I write?</source>
            <translation>Posso scrivere?</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutto</translation>
        </message>
        <message>
            <source>All that happened</source>
            <translation>Tutto ciò che è successo</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>Pazienza</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Cosa è successo</translation>
        </message>
        <message>
            <source>Follower since {day}</source>
            <translation>Segue dal {day}</translation>
        </message>
        <message>
            <source>An offer may go out now.</source>
            <translation>Un'offerta può partire ora.</translation>
        </message>
        <message>
            <source>An offer goes out later.</source>
            <translation>Un'offerta parte più tardi.</translation>
        </message>
        <message>
            <source>No offer this time.</source>
            <translation>Nessuna offerta stavolta.</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Close</source>
            <translation>Chiudi</translation>
        </message>
    </context>
    <context>
        <name>EveryoneDialog</name>
        <message numerus="yes">
            <source>Now: %n people</source>
            <translation>
                <numerusform>Adesso: %n persona</numerusform>
                <numerusform>Adesso: %n persone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Later: %n people</source>
            <translation>
                <numerusform>Più tardi: %n persona</numerusform>
                <numerusform>Più tardi: %n persone</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not this time: %n people</source>
            <translation>
                <numerusform>Non stavolta: %n persona</numerusform>
                <numerusform>Non stavolta: %n persone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>{used} of {most}</source>
            <translation>{used} di {most}</translation>
        </message>
    </context>
    <context>
        <name>FollowersPage</name>
        <message>
            <source>Search people</source>
            <translation>Cerca persone</translation>
        </message>
        <message>
            <source>Nobody follows you yet</source>
            <translation>Ancora nessuno ti segue</translation>
        </message>
        <message>
            <source>Put the poster on your counter: whoever scans it can follow you.</source>
            <translation>Metti il cartello sul banco: chi lo inquadra può seguirti.</translation>
        </message>
        <message>
            <source>Invite people</source>
            <translation>Invita persone</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>Persone</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importa…</translation>
        </message>
        <message>
            <source>Save as file…</source>
            <translation>Salva come file…</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n trovata</numerusform>
                <numerusform>%n trovate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n persona</numerusform>
                <numerusform>%n persone</numerusform>
            </translation>
        </message>
        <message>
            <source>Lists of people (*.csv *.txt *.vcf *.xlsx)</source>
            <translation>Liste di persone (*.csv *.txt *.vcf *.xlsx)</translation>
        </message>
        <message>
            <source>Import people</source>
            <translation>Importa persone</translation>
        </message>
        <message numerus="yes">
            <source>%n people were taken over.</source>
            <translation>
                <numerusform>%n persona è stata accolta.</numerusform>
                <numerusform>%n persone sono state accolte.</numerusform>
            </translation>
        </message>
        <message>
            <source>Save the people</source>
            <translation>Salva le persone</translation>
        </message>
        <message>
            <source>The file is being written.</source>
            <translation>Il file è in scrittura.</translation>
        </message>
        <message numerus="yes">
            <source>%n people are in the file now.</source>
            <translation>
                <numerusform>Ora nel file c'è %n persona.</numerusform>
                <numerusform>Ora nel file ci sono %n persone.</numerusform>
            </translation>
        </message>
        <message>
            <source>Erase %s?</source>
            <translation>Cancellare %s?</translation>
        </message>
        <message>
            <source>Messages, history and name go for good, here and on the shop page. A block stays.</source>
            <translation>Messaggi, storia e nome spariscono per sempre, qui e sulla pagina del negozio. Un blocco resta.</translation>
        </message>
        <message>
            <source>Erase for good</source>
            <translation>Cancella per sempre</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Tieni</translation>
        </message>
        <message>
            <source>Erased</source>
            <translation>Cancellata per sempre</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>Labels, with commas between them:</source>
            <translation>Etichette, separate da virgole:</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source>Shop page</source>
            <translation>Pagina del negozio</translation>
        </message>
        <message>
            <source>switched off</source>
            <translation>spento</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>si collega</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>collegato</translation>
        </message>
        <message>
            <source>cannot be reached now</source>
            <translation>ora non si raggiunge</translation>
        </message>
        <message>
            <source>needs a new key</source>
            <translation>vuole una nuova chiave</translation>
        </message>
    </context>
    <context>
        <name>GoesOut</name>
        <message>
            <source>Try with some first</source>
            <translation>Prima prova con pochi</translation>
        </message>
        <message>
            <source>Stops by itself</source>
            <translation>Si ferma da sola</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>Velocità</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Ore di silenzio</translation>
        </message>
        <message>
            <source>Time to undo</source>
            <translation>Tempo per annullare</translation>
        </message>
        <message>
            <source>Goes stale</source>
            <translation>Scade</translation>
        </message>
        <message>
            <source>When this many people block</source>
            <translation>Quando bloccano tante persone così</translation>
        </message>
        <message>
            <source>On the shop's clock</source>
            <translation>Con l'orologio del negozio</translation>
        </message>
        <message>
            <source>Nothing leaves before</source>
            <translation>Prima non parte nulla</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nessuna</translation>
        </message>
        <message>
            <source>{n} first</source>
            <translation>Prima {n}</translation>
        </message>
        <message>
            <source>All at once</source>
            <translation>Tutti insieme</translation>
        </message>
        <message numerus="yes">
            <source>At %n blocks</source>
            <translation>
                <numerusform>Con %n blocco</numerusform>
                <numerusform>Con %n blocchi</numerusform>
            </translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Mai</translation>
        </message>
        <message>
            <source>{n} a minute</source>
            <translation>{n} al minuto</translation>
        </message>
        <message>
            <source>As fast as it goes</source>
            <translation>Più veloce possibile</translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n minuto</numerusform>
                <numerusform>%n minuti</numerusform>
            </translation>
        </message>
        <message>
            <source>Wait 30 minutes, then the rest.</source>
            <translation>Aspetta 30 minuti, poi gli altri.</translation>
        </message>
        <message>
            <source>Everybody gets it at once.</source>
            <translation>Tutti la ricevono insieme.</translation>
        </message>
        <message>
            <source>Later ones go out however late</source>
            <translation>Quelli di più tardi partono comunque</translation>
        </message>
        <message>
            <source>Not sent after that</source>
            <translation>Dopo non si invia</translation>
        </message>
        <message>
            <source>How many leave at once</source>
            <translation>Quanti partono insieme</translation>
        </message>
        <message numerus="yes">
            <source>About %n minutes for all</source>
            <translation>
                <numerusform>Circa %n minuto per tutti</numerusform>
                <numerusform>Circa %n minuti per tutti</numerusform>
            </translation>
        </message>
        <message>
            <source>quiet {hours}</source>
            <translation>silenzio {hours}</translation>
        </message>
        <message>
            <source>undo {time}</source>
            <translation>annulla {time}</translation>
        </message>
    </context>
    <context>
        <name>Groups</name>
        <message>
            <source>Groups</source>
            <translation>Gruppi</translation>
        </message>
    </context>
    <context>
        <name>GroupsModel</name>
        <message>
            <source>Everyone</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>May write now</source>
            <translation>Si può scrivere</translation>
        </message>
        <message>
            <source>Follow the shop</source>
            <translation>Mi seguono</translation>
        </message>
        <message>
            <source>Have talked</source>
            <translation>Hanno parlato</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Mai</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccati</translation>
        </message>
    </context>
    <context>
        <name>HoursEditor</name>
        <message>
            <source>Same for all open days</source>
            <translation>Uguale per tutti i giorni aperti</translation>
        </message>
        <message>
            <source>Opening hours</source>
            <translation>Orari</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Import people</source>
            <translation>Importa persone</translation>
        </message>
        <message numerus="yes">
            <source>Take over %n people</source>
            <translation>
                <numerusform>Accogli %n persona</numerusform>
                <numerusform>Accogli %n persone</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody in this file can be taken over; the list says why.</source>
            <translation>Nessuno in questo file può essere accolto; l'elenco dice perché.</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia stare</translation>
        </message>
        <message>
            <source>A list never gives permission: these people get offers once they follow or write.</source>
            <translation>Un elenco non dà mai il permesso: queste persone ricevono offerte quando seguono il negozio o scrivono.</translation>
        </message>
    </context>
    <context>
        <name>ImportReport</name>
        <message>
            <source>Rows of the file</source>
            <translation>Righe del file</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>Tutte le righe</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>Da guardare</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Lasciate fuori</translation>
        </message>
        <message>
            <source>Report by row</source>
            <translation>Resoconto riga per riga</translation>
        </message>
    </context>
    <context>
        <name>InboxPage</name>
        <message>
            <source>Next talk</source>
            <translation>Conversazione successiva</translation>
        </message>
        <message>
            <source>Previous talk</source>
            <translation>Conversazione precedente</translation>
        </message>
        <message>
            <source>Next talk with something unread</source>
            <translation>Prossima conversazione da leggere</translation>
        </message>
        <message>
            <source>Move the talk to Done</source>
            <translation>Sposta la conversazione tra le Fatte</translation>
        </message>
        <message>
            <source>Mark as read</source>
            <translation>Segna come letta</translation>
        </message>
        <message>
            <source>Details beside the talk</source>
            <translation>Dettagli accanto alla conversazione</translation>
        </message>
        <message numerus="yes">
            <source>%n talks are done. New ones appear here.</source>
            <translation>
                <numerusform>%n conversazione è fatta. Le nuove appaiono qui.</numerusform>
                <numerusform>%n conversazioni sono fatte. Le nuove appaiono qui.</numerusform>
            </translation>
        </message>
        <message>
            <source>Whoever writes to you or taps an ad appears here.</source>
            <translation>Chi ti scrive o tocca un annuncio appare qui.</translation>
        </message>
        <message>
            <source>You are offline. Answers go out when the net is back; the time ends {until}.</source>
            <translation>Sei senza rete. Le risposte partono quando torna; il tempo finisce {until}.</translation>
        </message>
    </context>
    <context>
        <name>InboxPlurals</name>
        <message numerus="yes">
            <source>%n not read</source>
            <translation>
                <numerusform>%n non letto</numerusform>
                <numerusform>%n non letti</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InboxWords</name>
        <message>
            <source>the shop page</source>
            <translation>la pagina del negozio</translation>
        </message>
        <message>
            <source>Opened the chat of “{ad}”</source>
            <translation>Ha aperto la chat di “{ad}”</translation>
        </message>
        <message>
            <source>Message without words</source>
            <translation>Messaggio senza parole</translation>
        </message>
        <message>
            <source>You: </source>
            <translation>Tu: </translation>
        </message>
        <message>
            <source>Bot: </source>
            <translation>Bot: </translation>
        </message>
        <message>
            <source>Offer: </source>
            <translation>Offerta: </translation>
        </message>
        <message>
            <source>Note: </source>
            <translation>Nota: </translation>
        </message>
        <message>
            <source>Window closes in {n} min</source>
            <translation>Si chiude tra {n} min</translation>
        </message>
        <message>
            <source>Window closes in {n} h</source>
            <translation>Si chiude tra {n} h</translation>
        </message>
        <message>
            <source>the bot answers</source>
            <translation>risponde il bot</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>ha bloccato</translation>
        </message>
        <message>
            <source>Waiting to go out</source>
            <translation>In attesa di partire</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>In viaggio</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Partito</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Arrivato</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Non partito</translation>
        </message>
        <message>
            <source>Perhaps sent</source>
            <translation>Forse partito</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Cancellato</translation>
        </message>
        <message>
            <source>the network did not take it.</source>
            <translation>la rete non l'ha accettato.</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Bot, rule “{rule}”</source>
            <translation>Bot, regola “{rule}”</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Tu</translation>
        </message>
        <message>
            <source>Offer</source>
            <translation>Offerta</translation>
        </message>
        <message>
            <source>Private note</source>
            <translation>Nota privata</translation>
        </message>
        <message>
            <source>You may write until {until}</source>
            <translation>Puoi scrivere fino a {until}</translation>
        </message>
        <message>
            <source>You may write</source>
            <translation>Puoi scrivere</translation>
        </message>
        <message>
            <source>Goes out later</source>
            <translation>Parte più tardi</translation>
        </message>
        <message>
            <source>Not this time</source>
            <translation>Non stavolta</translation>
        </message>
        <message>
            <source>Came from ad · {time}</source>
            <translation>Arrivato dall'annuncio · {time}</translation>
        </message>
        <message>
            <source>Tapped “{title}”</source>
            <translation>Ha toccato “{title}”</translation>
        </message>
        <message>
            <source>{name} deleted this</source>
            <translation>{name} l'ha eliminato</translation>
        </message>
        <message>
            <source>Goes out {until}</source>
            <translation>Parte {until}</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Ritira</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Ask, or send again</source>
            <translation>Chiedi o invia di nuovo</translation>
        </message>
    </context>
    <context>
        <name>InviteDialog</name>
        <message>
            <source>Invite people</source>
            <translation>Invita persone</translation>
        </message>
        <message>
            <source>Link to the shop page</source>
            <translation>Indirizzo della pagina del negozio</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatto</translation>
        </message>
    </context>
    <context>
        <name>JumpPalette</name>
        <message>
            <source>Jump to</source>
            <translation>Vai a</translation>
        </message>
        <message>
            <source>Search or jump to…</source>
            <translation>Cerca o vai a…</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Luoghi</translation>
        </message>
    </context>
    <context>
        <name>KeyList</name>
        <message>
            <source>Open a page</source>
            <translation>Apri una pagina</translation>
        </message>
        <message>
            <source>Search or jump to a place</source>
            <translation>Cerca o vai a un luogo</translation>
        </message>
        <message>
            <source>Next or previous part of the page</source>
            <translation>Parte successiva o precedente della pagina</translation>
        </message>
        <message>
            <source>Larger, smaller, usual size</source>
            <translation>Più grande, più piccolo, misura normale</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
        <message>
            <source>Close the top layer</source>
            <translation>Chiudi il livello in alto</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>Chiudi la finestra</translation>
        </message>
        <message>
            <source>This list</source>
            <translation>Questo elenco</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasti</translation>
        </message>
    </context>
    <context>
        <name>LabelEditor</name>
        <message>
            <source>Labels</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>New label</source>
            <translation>Nuova etichetta</translation>
        </message>
        <message>
            <source>Enter adds it.</source>
            <translation>Invio la aggiunge.</translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search or jump to…</source>
            <translation>Cerca o vai a…</translation>
        </message>
        <message>
            <source>Search talks</source>
            <translation>Cerca conversazioni</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Which talks</source>
            <translation>Quali conversazioni</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Aperte</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatte</translation>
        </message>
        <message>
            <source>Nobody is waiting</source>
            <translation>Nessuno aspetta</translation>
        </message>
        <message>
            <source>Invite people</source>
            <translation>Invita persone</translation>
        </message>
        <message>
            <source>The list could not be read.</source>
            <translation>Non è stato possibile leggere l'elenco.</translation>
        </message>
        <message>
            <source>Nothing is lost.</source>
            <translation>Nulla è andato perso.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>All talks</source>
            <translation>Tutte le conversazioni</translation>
        </message>
        <message>
            <source>Only with something unread</source>
            <translation>Solo con qualcosa da leggere</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nulla trovato</translation>
        </message>
        <message>
            <source>Try another word, or a name.</source>
            <translation>Prova un'altra parola o un nome.</translation>
        </message>
        <message>
            <source>The bot has no talks now</source>
            <translation>Ora il bot non ha conversazioni</translation>
        </message>
        <message>
            <source>Nothing is put off</source>
            <translation>Nulla è rimandato</translation>
        </message>
        <message>
            <source>Nothing is done yet</source>
            <translation>Ancora nulla di fatto</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>Search campaigns</source>
            <translation>Cerca campagne</translation>
        </message>
        <message>
            <source>New campaign</source>
            <translation>Nuova campagna</translation>
        </message>
        <message>
            <source>Campaigns by state</source>
            <translation>Campagne per stato</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tutte</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Bozze</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Programmate</translation>
        </message>
        <message>
            <source>Going out</source>
            <translation>In partenza</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatte</translation>
        </message>
        <message>
            <source>Nothing sent yet</source>
            <translation>Ancora nulla inviato</translation>
        </message>
        <message>
            <source>Choose who and what; before anything leaves you see who gets it, and why.</source>
            <translation>Scegli a chi e che cosa; prima che parta vedi chi la riceve e perché.</translation>
        </message>
        <message>
            <source>None here.</source>
            <translation>Qui nessuna.</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Campagne</translation>
        </message>
    </context>
    <context>
        <name>LookSection</name>
        <message>
            <source>Look and language</source>
            <translation>Aspetto e lingua</translation>
        </message>
        <message>
            <source>How Vetrina looks on this computer.</source>
            <translation>Come appare Vetrina su questo computer.</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Chiaro o scuro</translation>
        </message>
        <message>
            <source>As the computer</source>
            <translation>Come il computer</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Chiaro</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Scuro</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Grandezza</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Lingua</translation>
        </message>
        <message>
            <source>The language changes when Vetrina is opened the next time.</source>
            <translation>La lingua cambia alla prossima apertura di Vetrina.</translation>
        </message>
        <message>
            <source>Less motion</source>
            <translation>Meno movimento</translation>
        </message>
        <message>
            <source>Enter sends</source>
            <translation>Invio manda</translation>
        </message>
        <message>
            <source>Also with Ctrl and plus or minus.</source>
            <translation>Anche con Ctrl e più o meno.</translation>
        </message>
        <message>
            <source>Nothing slides or fades.</source>
            <translation>Nulla scorre o sfuma.</translation>
        </message>
        <message>
            <source>Off: Ctrl+Enter sends, Enter is a new line.</source>
            <translation>Spento: Ctrl+Invio manda, Invio va a capo.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>You are offline. Write as usual.</source>
            <translation>Sei senza rete. Scrivi come al solito.</translation>
        </message>
    </context>
    <context>
        <name>MayWriteCard</name>
        <message>
            <source>Show the proof</source>
            <translation>Mostra la prova</translation>
        </message>
    </context>
    <context>
        <name>MergeEdit</name>
        <message>
            <source>{field}, or “{fallback}”</source>
            <translation>{field}, o “{fallback}”</translation>
        </message>
        <message>
            <source>Words if it is not known…</source>
            <translation>Parole se non si sa…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Togli</translation>
        </message>
        <message>
            <source>Some people have not told it. They read these words instead.</source>
            <translation>Alcune persone non l'hanno detto. Al suo posto leggono queste parole.</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia così</translation>
        </message>
        <message>
            <source>Words if it is not known</source>
            <translation>Parole se non si sa</translation>
        </message>
        <message>
            <source>Use these words</source>
            <translation>Usa queste parole</translation>
        </message>
    </context>
    <context>
        <name>NextDays</name>
        <message>
            <source>Days before</source>
            <translation>Giorni prima</translation>
        </message>
        <message>
            <source>Days after</source>
            <translation>Giorni dopo</translation>
        </message>
        <message>
            <source>Next days</source>
            <translation>Prossimi giorni</translation>
        </message>
        <message>
            <source>Nothing planned</source>
            <translation>Nulla in programma</translation>
        </message>
    </context>
    <context>
        <name>OfferOnPhone</name>
        <message>
            <source>The offer on a phone</source>
            <translation>L'offerta sul telefono</translation>
        </message>
        <message>
            <source>Your shop</source>
            <translation>Il tuo negozio</translation>
        </message>
        <message>
            <source>Offer from the shop</source>
            <translation>Offerta del negozio</translation>
        </message>
        <message>
            <source>Why this?</source>
            <translation>Perché?</translation>
        </message>
        <message>
            <source>Stop offers</source>
            <translation>Basta offerte</translation>
        </message>
    </context>
    <context>
        <name>OfferedAds</name>
        <message>
            <source>Draft</source>
            <translation>Bozza</translation>
        </message>
        <message>
            <source>In the feed</source>
            <translation>In vetrina</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>In pausa</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Finito</translation>
        </message>
    </context>
    <context>
        <name>Outcomes</name>
        <message>
            <source>Show</source>
            <translation>Mostra</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Tutti</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>In attesa</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>In viaggio</translation>
        </message>
        <message>
            <source>Delivered, not seen yet</source>
            <translation>Consegnata, non ancora vista</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Vista</translation>
        </message>
        <message>
            <source>Tapped</source>
            <translation>Ha toccato</translation>
        </message>
        <message>
            <source>Wrote back</source>
            <translation>Ha risposto</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccato</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Lasciato fuori</translation>
        </message>
        <message>
            <source>Perhaps sent</source>
            <translation>Forse inviata</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Non inviata</translation>
        </message>
        <message>
            <source>Stopped before</source>
            <translation>Fermata prima</translation>
        </message>
        <message>
            <source>Person by person</source>
            <translation>Persona per persona</translation>
        </message>
        <message>
            <source>Nobody.</source>
            <translation>Nessuno.</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Inbox</source>
            <translation>Posta</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>Persone</translation>
        </message>
        <message>
            <source>Ads</source>
            <translation>Annunci</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>Campagne</translation>
        </message>
        <message>
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
    </context>
    <context>
        <name>PatienceBoxes</name>
        <message>
            <source>{used} of {limit} offers</source>
            <translation>{used} offerte su {limit}</translation>
        </message>
        <message>
            <source>{used} of {limit}</source>
            <translation>{used} su {limit}</translation>
        </message>
    </context>
    <context>
        <name>PeopleModel</name>
        <message>
            <source>Person</source>
            <translation>Persona</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etichette</translation>
        </message>
        <message>
            <source>Offers?</source>
            <translation>Offerte?</translation>
        </message>
        <message>
            <source>May I write?</source>
            <translation>Posso scrivere?</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Mai</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloccato</translation>
        </message>
        <message>
            <source>No offers</source>
            <translation>Niente offerte</translation>
        </message>
        <message>
            <source>Follows</source>
            <translation>Segue</translation>
        </message>
        <message>
            <source>Has talked</source>
            <translation>Ha parlato</translation>
        </message>
        <message>
            <source>Never asked</source>
            <translation>Mai chiesto</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Adesso</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>After a tap</source>
            <translation>Dopo un tocco</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>Non ancora</translation>
        </message>
    </context>
    <context>
        <name>PeopleTable</name>
        <message>
            <source>People</source>
            <translation>Persone</translation>
        </message>
    </context>
    <context>
        <name>PlaceholderRows</name>
        <message>
            <source>Loading</source>
            <translation>Caricamento</translation>
        </message>
    </context>
    <context>
        <name>PosterStep</name>
        <message>
            <source>New things first, and an answer when you ask.</source>
            <translation>Le novità per primi, e una risposta quando chiedi.</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Misura</translation>
        </message>
        <message>
            <source>12 cards</source>
            <translation>12 biglietti</translation>
        </message>
        <message>
            <source>The shop page is starting. The code appears in a moment.</source>
            <translation>La pagina del negozio si avvia. Il codice appare tra poco.</translation>
        </message>
        <message>
            <source>Only this computer can open this page yet.</source>
            <translation>Per ora solo questo computer può aprire la pagina.</translation>
        </message>
        <message>
            <source>Phones can, once you let the shop's Wi-Fi in.</source>
            <translation>I telefoni potranno, quando fai entrare il Wi-Fi del negozio.</translation>
        </message>
        <message>
            <source>Let the Wi-Fi in</source>
            <translation>Fai entrare il Wi-Fi</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Stampa…</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>Salva come PDF</translation>
        </message>
        <message>
            <source>Put this on your counter</source>
            <translation>Mettilo sul banco</translation>
        </message>
        <message>
            <source>Whoever scans it opens your shop page and can follow you. No account, no app.</source>
            <translation>Chi lo inquadra apre la tua pagina e può seguirti. Senza account, senza app.</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Invito</translation>
        </message>
        <message>
            <source>That place cannot be written. Choose another folder.</source>
            <translation>Lì non si può scrivere. Scegli un'altra cartella.</translation>
        </message>
        <message>
            <source>Saved as %s. Print it at the real size.</source>
            <translation>Salvato come %s. Stampalo a grandezza reale.</translation>
        </message>
        <message>
            <source>Scan and say ciao</source>
            <translation>Inquadra e di' ciao</translation>
        </message>
        <message>
            <source>No account, no app. Leave whenever you like, with one tap.</source>
            <translation>Senza account, senza app. Esci quando vuoi, con un tocco.</translation>
        </message>
        <message>
            <source>The code is not known yet.</source>
            <translation>Il codice non si sa ancora.</translation>
        </message>
        <message>
            <source>poster.pdf</source>
            <translation>cartello.pdf</translation>
        </message>
        <message>
            <source>Save the poster</source>
            <translation>Salva il cartello</translation>
        </message>
        <message>
            <source>The printer does not answer. Switch it on, or save as PDF and print that.</source>
            <translation>La stampante non risponde. Accendila, oppure salva il PDF e stampa quello.</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview as</source>
            <translation>Anteprima come</translation>
        </message>
        <message>
            <source>Previous person</source>
            <translation>Persona precedente</translation>
        </message>
        <message>
            <source>Next person</source>
            <translation>Persona successiva</translation>
        </message>
        <message>
            <source>As on a dark phone</source>
            <translation>Come su un telefono scuro</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Anteprima</translation>
        </message>
        <message>
            <source>As on a light phone</source>
            <translation>Come su un telefono chiaro</translation>
        </message>
        <message>
            <source>Somebody</source>
            <translation>Qualcuno</translation>
        </message>
        <message>
            <source>this person</source>
            <translation>questa persona</translation>
        </message>
        <message>
            <source>{name} does not see this ad:</source>
            <translation>{name} non vede questo annuncio:</translation>
        </message>
        <message>
            <source>it is for people who follow the shop.</source>
            <translation>è per chi segue il negozio.</translation>
        </message>
        <message>
            <source>Why {name} sees this version:</source>
            <translation>Perché {name} vede questa versione:</translation>
        </message>
        <message>
            <source>Only facts this person gave you are used.</source>
            <translation>Si usano solo cose che questa persona ti ha detto.</translation>
        </message>
        <message>
            <source>everybody sees the same; only the name differs.</source>
            <translation>tutti vedono lo stesso; cambia solo il nome.</translation>
        </message>
        <message>
            <source>the size is not known, so the general version is shown. {only}</source>
            <translation>la taglia non si sa, perciò si mostra la versione generale. {only}</translation>
        </message>
        <message>
            <source>size {size} is known and in stock. {only}</source>
            <translation>la taglia {size} si sa e c'è. {only}</translation>
        </message>
        <message>
            <source>size {size} is known, but not in stock now. {only}</source>
            <translation>la taglia {size} si sa, ma ora non c'è. {only}</translation>
        </message>
    </context>
    <context>
        <name>ProductChooser</name>
        <message>
            <source>Which product?</source>
            <translation>Quale prodotto?</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia così</translation>
        </message>
        <message>
            <source>Search the shop list</source>
            <translation>Cerca nel listino</translation>
        </message>
        <message>
            <source>Shop list</source>
            <translation>Listino</translation>
        </message>
        <message>
            <source>Use this product</source>
            <translation>Usa questo prodotto</translation>
        </message>
        <message>
            <source>Nothing in the shop list has these words.</source>
            <translation>Nel listino non c'è nulla con queste parole.</translation>
        </message>
        <message>
            <source>The shop list is empty. Import it with “Shop list” above the ads.</source>
            <translation>Il listino è vuoto. Importalo con “Listino” sopra gli annunci.</translation>
        </message>
    </context>
    <context>
        <name>ProductPick</name>
        <message>
            <source>Best match per person</source>
            <translation>Il più adatto a ognuno</translation>
        </message>
        <message>
            <source>Always the same</source>
            <translation>Sempre lo stesso</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Scegli…</translation>
        </message>
        <message>
            <source>Kind of product</source>
            <translation>Tipo di prodotto</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Product or picture</source>
            <translation>Prodotto o foto</translation>
        </message>
        <message>
            <source>Product from the shop list…</source>
            <translation>Prodotto dal listino…</translation>
        </message>
        <message>
            <source>Own picture…</source>
            <translation>Foto tua…</translation>
        </message>
        <message>
            <source>The product's picture</source>
            <translation>La foto del prodotto</translation>
        </message>
        <message>
            <source>No product</source>
            <translation>Nessun prodotto</translation>
        </message>
        <message>
            <source>needs kinds in the shop list</source>
            <translation>servono i tipi nel listino</translation>
        </message>
        <message>
            <source>from {kind}, in stock, their size</source>
            <translation>da {kind}, disponibile, la sua taglia</translation>
        </message>
        <message>
            <source>from one kind of product</source>
            <translation>da un tipo di prodotto</translation>
        </message>
        <message>
            <source>own picture</source>
            <translation>foto tua</translation>
        </message>
        <message>
            <source>picture missing, choose another</source>
            <translation>la foto manca, scegline un’altra</translation>
        </message>
    </context>
    <context>
        <name>ProductsModel</name>
        <message numerus="yes">
            <source>%n variants</source>
            <translation>
                <numerusform>%n variante</numerusform>
                <numerusform>%n varianti</numerusform>
            </translation>
        </message>
        <message>
            <source>In stock</source>
            <translation>Disponibile</translation>
        </message>
        <message>
            <source>Sold out</source>
            <translation>Esaurito</translation>
        </message>
    </context>
    <context>
        <name>ProgressCard</name>
        <message>
            <source>Stop</source>
            <translation>Ferma</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} di {total}</translation>
        </message>
    </context>
    <context>
        <name>ProofDialog</name>
        <message>
            <source>What happened</source>
            <translation>Cosa è successo</translation>
        </message>
    </context>
    <context>
        <name>QuickReplies</name>
        <message>
            <source>Button</source>
            <translation>Pulsante</translation>
        </message>
        <message>
            <source>Add a button to the chat</source>
            <translation>Aggiungi un pulsante alla chat</translation>
        </message>
        <message>
            <source>Button “{words}”: change</source>
            <translation>Pulsante “{words}”: cambia</translation>
        </message>
        <message>
            <source>Other words…</source>
            <translation>Altre parole…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Togli</translation>
        </message>
        <message>
            <source>The customer taps it instead of typing; your bot answers to it.</source>
            <translation>Il cliente lo tocca invece di scrivere; il tuo bot risponde.</translation>
        </message>
        <message>
            <source>Button in the chat</source>
            <translation>Pulsante nella chat</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia così</translation>
        </message>
        <message>
            <source>What it says</source>
            <translation>Cosa dice</translation>
        </message>
        <message>
            <source>Use this button</source>
            <translation>Usa questo pulsante</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Pages</source>
            <translation>Pagine</translation>
        </message>
    </context>
    <context>
        <name>RailItem</name>
        <message>
            <source>{page}, {count} waiting</source>
            <translation>{page}, {count} in attesa</translation>
        </message>
    </context>
    <context>
        <name>RemovableChip</name>
        <message>
            <source>Remove {word}</source>
            <translation>Togli {word}</translation>
        </message>
    </context>
    <context>
        <name>ReportModel</name>
        <message>
            <source>Row {number}</source>
            <translation>Riga {number}</translation>
        </message>
        <message>
            <source>Comes in</source>
            <translation>Entra</translation>
        </message>
        <message>
            <source>Comes in, look at it</source>
            <translation>Entra, guardala</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Lasciata fuori</translation>
        </message>
    </context>
    <context>
        <name>Result</name>
        <message>
            <source>Take it back</source>
            <translation>Ritirala</translation>
        </message>
        <message>
            <source>How far it is</source>
            <translation>A che punto è</translation>
        </message>
        <message>
            <source>What people did</source>
            <translation>Che cosa hanno fatto</translation>
        </message>
        <message>
            <source>few</source>
            <translation>pochi</translation>
        </message>
        <message>
            <source>All campaigns</source>
            <translation>Tutte le campagne</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Ferma</translation>
        </message>
        <message>
            <source>Make a copy</source>
            <translation>Fai una copia</translation>
        </message>
        <message>
            <source>Who, and why</source>
            <translation>Chi, e perché</translation>
        </message>
        <message>
            <source>Starts {when}</source>
            <translation>Parte {when}</translation>
        </message>
        <message>
            <source>Stopped {when}</source>
            <translation>Fermata {when}</translation>
        </message>
        <message>
            <source>Done {when}</source>
            <translation>Finita {when}</translation>
        </message>
        <message>
            <source>Started {when}</source>
            <translation>Partita {when}</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continua</translation>
        </message>
        <message>
            <source>{n} of {all} sent</source>
            <translation>{n} di {all} inviate</translation>
        </message>
        <message numerus="yes">
            <source>%n more follow by themselves when it is time</source>
            <translation>
                <numerusform>un'altra parte da sola quando è ora</numerusform>
                <numerusform>altre %n partono da sole quando è ora</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out to stay welcome</source>
            <translation>
                <numerusform>%n lasciata fuori per restare graditi</numerusform>
                <numerusform>%n lasciate fuori per restare graditi</numerusform>
            </translation>
        </message>
        <message>
            <source>{n} delivered</source>
            <translation>{n} consegnate</translation>
        </message>
        <message>
            <source>{n} on the way</source>
            <translation>{n} in viaggio</translation>
        </message>
        <message>
            <source>{n} perhaps sent</source>
            <translation>{n} forse inviate</translation>
        </message>
        <message>
            <source>{n} wait</source>
            <translation>{n} in attesa</translation>
        </message>
        <message>
            <source>{n} later</source>
            <translation>{n} più tardi</translation>
        </message>
        <message>
            <source>{n} not sent</source>
            <translation>{n} non inviate</translation>
        </message>
        <message>
            <source>of {n}</source>
            <translation>di {n}</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Inviate</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Consegnate</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Viste</translation>
        </message>
        <message>
            <source>Tapped</source>
            <translation>Toccate</translation>
        </message>
        <message>
            <source>Wrote back</source>
            <translation>Risposte</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blocchi</translation>
        </message>
        <message>
            <source>stops at {n}</source>
            <translation>si ferma a {n}</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>Not this time</source>
            <translation>Non questa volta</translation>
        </message>
        <message>
            <source>{m}:{s} left.</source>
            <translation>Ancora {m}:{s}.</translation>
        </message>
        <message>
            <source>You can take it back until {time}.</source>
            <translation>Puoi ritirarla fino alle {time}.</translation>
        </message>
        <message>
            <source>Stop “{name}”?</source>
            <translation>Fermare “{name}”?</translation>
        </message>
        <message numerus="yes">
            <source>%n people who have not got it will not get it. What has left cannot be taken back.</source>
            <translation>
                <numerusform>%n persona che non l'ha ricevuta non la riceverà. Quello che è partito non si può ritirare.</numerusform>
                <numerusform>%n persone che non l'hanno ricevuta non la riceveranno. Quello che è partito non si può ritirare.</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop for good</source>
            <translation>Ferma del tutto</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>Lasciala andare</translation>
        </message>
    </context>
    <context>
        <name>RightNow</name>
        <message>
            <source>Open the inbox</source>
            <translation>Apri la posta</translation>
        </message>
        <message>
            <source>Right now</source>
            <translation>Adesso</translation>
        </message>
        <message>
            <source>Nobody has done anything yet.</source>
            <translation>Nessuno ha ancora fatto nulla.</translation>
        </message>
        <message numerus="yes">
            <source>%n people blocked</source>
            <translation>
                <numerusform>%n persona ha bloccato</numerusform>
                <numerusform>%n persone hanno bloccato</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody blocked</source>
            <translation>Nessuno ha bloccato</translation>
        </message>
        <message>
            <source>Stopped by itself: {blocks} among the first {sent}.</source>
            <translation>Si è fermata da sola: {blocks} tra le prime {sent}.</translation>
        </message>
        <message>
            <source>Read what they got, change it, and try a copy with fewer people.</source>
            <translation>Rileggi che cosa hanno ricevuto, cambialo e prova una copia con meno persone.</translation>
        </message>
        <message numerus="yes">
            <source>It stops by itself at %n.</source>
            <translation>
                <numerusform>Si ferma da sola a %n.</numerusform>
                <numerusform>Si ferma da sola a %n.</numerusform>
            </translation>
        </message>
        <message>
            <source>{blocks} among {delivered}.</source>
            <translation>{blocks} su {delivered}.</translation>
        </message>
        <message>
            <source>Going well.</source>
            <translation>Va bene.</translation>
        </message>
        <message>
            <source>blocked the shop and is out of every list</source>
            <translation>ha bloccato il negozio ed è fuori da ogni lista</translation>
        </message>
        <message>
            <source>asked for no more offers</source>
            <translation>non vuole più offerte</translation>
        </message>
        <message>
            <source>wrote back</source>
            <translation>ha risposto</translation>
        </message>
        <message>
            <source>tapped the offer</source>
            <translation>ha toccato l'offerta</translation>
        </message>
        <message>
            <source>has seen it</source>
            <translation>l'ha vista</translation>
        </message>
        <message>
            <source>has it on the phone</source>
            <translation>l'ha sul telefono</translation>
        </message>
        <message>
            <source>perhaps has it; it is not sent twice</source>
            <translation>forse l'ha ricevuta; non si invia due volte</translation>
        </message>
        <message>
            <source>did not get it</source>
            <translation>non l'ha ricevuta</translation>
        </message>
        <message>
            <source>was sent the offer</source>
            <translation>l'offerta è inviata</translation>
        </message>
    </context>
    <context>
        <name>RuleEditor</name>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>somebody writes words</source>
            <translation>qualcuno scrive parole</translation>
        </message>
        <message>
            <source>somebody taps a button</source>
            <translation>qualcuno tocca un pulsante</translation>
        </message>
        <message>
            <source>somebody asks for a person</source>
            <translation>qualcuno chiede di una persona</translation>
        </message>
        <message>
            <source>somebody writes for the first time</source>
            <translation>qualcuno scrive per la prima volta</translation>
        </message>
        <message>
            <source>somebody comes from an ad</source>
            <translation>qualcuno arriva da un annuncio</translation>
        </message>
        <message>
            <source>somebody writes outside opening hours</source>
            <translation>qualcuno scrive fuori orario</translation>
        </message>
        <message>
            <source>somebody sends a picture</source>
            <translation>qualcuno manda una foto</translation>
        </message>
        <message>
            <source>no other rule knows an answer</source>
            <translation>nessun'altra regola sa rispondere</translation>
        </message>
        <message>
            <source>Add a word</source>
            <translation>Aggiungi una parola</translation>
        </message>
        <message>
            <source>+ word</source>
            <translation>+ parola</translation>
        </message>
        <message>
            <source>Add a word that keeps the rule silent</source>
            <translation>Aggiungi una parola che fa tacere la regola</translation>
        </message>
        <message>
            <source>Answer in Italian</source>
            <translation>Risposta in italiano</translation>
        </message>
        <message>
            <source>Answer in English</source>
            <translation>Risposta in inglese</translation>
        </message>
        <message>
            <source>Label for the person</source>
            <translation>Etichetta per la persona</translation>
        </message>
        <message>
            <source>and call me</source>
            <translation>e chiamami</translation>
        </message>
        <message>
            <source>If asked again, call me</source>
            <translation>Se lo chiede di nuovo, chiamami</translation>
        </message>
        <message>
            <source>But not</source>
            <translation>Ma non</translation>
        </message>
        <message>
            <source>Then, in Italian</source>
            <translation>Allora, in italiano</translation>
        </message>
        <message>
            <source>in English</source>
            <translation>in inglese</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Aggiungi</translation>
        </message>
        <message>
            <source>Buttons</source>
            <translation>Pulsanti</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Etichetta</translation>
        </message>
        <message>
            <source>Again</source>
            <translation>Di nuovo</translation>
        </message>
        <message>
            <source>Name of the rule</source>
            <translation>Nome della regola</translation>
        </message>
        <message>
            <source>Opening hours, address and phone come from Settings, so you change them once.</source>
            <translation>Orari, indirizzo e telefono vengono dalle Impostazioni: li cambi una volta sola.</translation>
        </message>
        <message>
            <source>no button</source>
            <translation>nessun pulsante</translation>
        </message>
        <message>
            <source>A person, please</source>
            <translation>Una persona, per favore</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regola</translation>
        </message>
        <message>
            <source>Add at least one word that people use when they ask this.</source>
            <translation>Aggiungi almeno una parola che le persone usano per chiederlo.</translation>
        </message>
        <message>
            <source>Write what the bot answers, or tick “and call me”.</source>
            <translation>Scrivi cosa risponde il bot, o spunta “e chiamami”.</translation>
        </message>
    </context>
    <context>
        <name>RuleList</name>
        <message>
            <source>Rules</source>
            <translation>Regole</translation>
        </message>
    </context>
    <context>
        <name>RulesModel</name>
        <message>
            <source>Always first, always on</source>
            <translation>Sempre prima, sempre attiva</translation>
        </message>
        <message numerus="yes">
            <source>%n times this month</source>
            <translation>
                <numerusform>%n volta questo mese</numerusform>
                <numerusform>%n volte questo mese</numerusform>
            </translation>
        </message>
        <message>
            <source>on</source>
            <translation>attiva</translation>
        </message>
        <message>
            <source>off</source>
            <translation>spenta</translation>
        </message>
    </context>
    <context>
        <name>Section</name>
        <message>
            <source>Saved</source>
            <translation>Salvato</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Sections</source>
            <translation>Sezioni</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Impostazioni</translation>
        </message>
    </context>
    <context>
        <name>ShopList</name>
        <message>
            <source>Shop list</source>
            <translation>Listino</translation>
        </message>
        <message>
            <source>Search the shop list</source>
            <translation>Cerca nel listino</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importa…</translation>
        </message>
        <message>
            <source>Save as file…</source>
            <translation>Salva come file…</translation>
        </message>
        <message>
            <source>The shop list is empty</source>
            <translation>Il listino è vuoto</translation>
        </message>
        <message>
            <source>Bring an export of your online shop, or a table with title and price.</source>
            <translation>Porta un'esportazione del tuo negozio online, o una tabella con titolo e prezzo.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Leggo il file</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Lascia così</translation>
        </message>
        <message numerus="yes">
            <source>%n found</source>
            <translation>
                <numerusform>%n trovato</numerusform>
                <numerusform>%n trovati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n products</source>
            <translation>
                <numerusform>%n prodotto</numerusform>
                <numerusform>%n prodotti</numerusform>
            </translation>
        </message>
        <message>
            <source>Save the shop list</source>
            <translation>Salva il listino</translation>
        </message>
        <message>
            <source>The file is being written.</source>
            <translation>Il file è in scrittura.</translation>
        </message>
        <message numerus="yes">
            <source>%n products are in the file now.</source>
            <translation>
                <numerusform>Ora nel file c'è %n prodotto.</numerusform>
                <numerusform>Ora nel file ci sono %n prodotti.</numerusform>
            </translation>
        </message>
        <message>
            <source>Shop lists (*.csv *.tsv *.txt *.xml *.xlsx)</source>
            <translation>Listini (*.csv *.tsv *.txt *.xml *.xlsx)</translation>
        </message>
        <message>
            <source>Import the shop list</source>
            <translation>Importa il listino</translation>
        </message>
        <message>
            <source>Reading “{name}”</source>
            <translation>Leggo “{name}”</translation>
        </message>
        <message>
            <source>One list at a time.</source>
            <translation>Un listino alla volta.</translation>
        </message>
        <message numerus="yes">
            <source>Take over %n products</source>
            <translation>
                <numerusform>Prendi %n prodotto</numerusform>
                <numerusform>Prendi %n prodotti</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing in this file can be taken over.</source>
            <translation>In questo file non c'è nulla da prendere.</translation>
        </message>
        <message>
            <source>Each row says why.</source>
            <translation>Ogni riga dice perché.</translation>
        </message>
        <message>
            <source>Taking over “{name}”</source>
            <translation>Prendo “{name}”</translation>
        </message>
        <message>
            <source>Stopped. What had come in before stays; import again for the rest.</source>
            <translation>Fermato. Ciò che era già entrato resta; importa di nuovo per il resto.</translation>
        </message>
        <message numerus="yes">
            <source>%n products were taken over.</source>
            <translation>
                <numerusform>%n prodotto è entrato.</numerusform>
                <numerusform>%n prodotti sono entrati.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ShopSection</name>
        <message>
            <source>Your shop</source>
            <translation>Il tuo negozio</translation>
        </message>
        <message>
            <source>Ads, bot and shop page read this, so you write it once.</source>
            <translation>Annunci, bot e pagina leggono da qui: lo scrivi una volta sola.</translation>
        </message>
        <message>
            <source>Name of the shop</source>
            <translation>Nome del negozio</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salva</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Indirizzo</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>Type the name over your door.</source>
            <translation>Scrivi il nome sopra la tua porta.</translation>
        </message>
    </context>
    <context>
        <name>ShopStep</name>
        <message>
            <source>Name of the shop</source>
            <translation>Nome del negozio</translation>
        </message>
        <message>
            <source>You write in</source>
            <translation>Scrivi in</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefono</translation>
        </message>
        <message>
            <source>optional</source>
            <translation>se vuoi</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Indirizzo</translation>
        </message>
        <message>
            <source>Tell us about your shop</source>
            <translation>Raccontaci il tuo negozio</translation>
        </message>
        <message>
            <source>Name, language, hours. Ads, bot and greeting read them from here, so you write them once.</source>
            <translation>Nome, lingua, orari. Annunci, bot e saluto li leggono da qui: li scrivi una volta sola.</translation>
        </message>
        <message>
            <source>Type the name over your door; you can change it later.</source>
            <translation>Scrivi il nome sopra la tua porta; puoi cambiarlo dopo.</translation>
        </message>
    </context>
    <context>
        <name>ShowAll</name>
        <message>
            <source>Show all {n}</source>
            <translation>Mostra tutti e {n}</translation>
        </message>
    </context>
    <context>
        <name>Simulator</name>
        <message>
            <source>As</source>
            <translation>Come</translation>
        </message>
        <message>
            <source>Marco, Italian</source>
            <translation>Marco, italiano</translation>
        </message>
        <message>
            <source>Anna, English</source>
            <translation>Anna, inglese</translation>
        </message>
        <message>
            <source>at</source>
            <translation>alle</translation>
        </message>
        <message>
            <source>now</source>
            <translation>adesso</translation>
        </message>
        <message>
            <source>when closed</source>
            <translation>a negozio chiuso</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>Ricomincia</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Prova</translation>
        </message>
        <message>
            <source>Nothing leaves this computer</source>
            <translation>Nulla esce da questo computer</translation>
        </message>
        <message>
            <source>Write as this person…</source>
            <translation>Scrivi come questa persona…</translation>
        </message>
        <message>
            <source>Write as this person</source>
            <translation>Scrivi come questa persona</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Invia</translation>
        </message>
        <message>
            <source>Why this answer</source>
            <translation>Perché questa risposta</translation>
        </message>
        <message>
            <source>The bot calls you</source>
            <translation>Il bot ti chiama</translation>
        </message>
    </context>
    <context>
        <name>SlipBanners</name>
        <message>
            <source>Use {price}</source>
            <translation>Usa {price}</translation>
        </message>
        <message>
            <source>Say {day}</source>
            <translation>Scrivi {day}</translation>
        </message>
        <message>
            <source>The text says {said}, your shop list says {right}.</source>
            <translation>Il testo dice {said}, il tuo listino dice {right}.</translation>
        </message>
        <message>
            <source>{day} you are closed.</source>
            <translation>{day} sei chiuso.</translation>
        </message>
        <message>
            <source>The text invites people that day.</source>
            <translation>Il testo invita le persone quel giorno.</translation>
        </message>
    </context>
    <context>
        <name>StartStep</name>
        <message>
            <source>Start with my shop</source>
            <translation>Comincia con il mio negozio</translation>
        </message>
        <message>
            <source>Your own products and people. Everything is kept on this computer, locked with a key.</source>
            <translation>I tuoi prodotti e le tue persone. Tutto resta su questo computer, chiuso a chiave.</translation>
        </message>
        <message>
            <source>Show me a practice shop</source>
            <translation>Mostrami un negozio di prova</translation>
        </message>
        <message>
            <source>A shop with pretend followers who write, tap and block. Nothing reaches real people.</source>
            <translation>Un negozio con persone finte che scrivono, toccano e bloccano. Nulla arriva a persone vere.</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase segreta</translation>
        </message>
        <message>
            <source>four words that do not belong together are easy to keep</source>
            <translation>quattro parole che non c'entrano tra loro si ricordano bene</translation>
        </message>
        <message>
            <source>The same once more</source>
            <translation>La stessa ancora una volta</translation>
        </message>
        <message>
            <source>Practise first, or start?</source>
            <translation>Prima la prova, o si comincia?</translation>
        </message>
        <message>
            <source>You can open the practice shop at any time, also later.</source>
            <translation>Il negozio di prova si apre quando vuoi, anche dopo.</translation>
        </message>
        <message>
            <source>The two are not the same. Type them once more.</source>
            <translation>Le due non sono uguali. Scrivile di nuovo.</translation>
        </message>
        <message>
            <source>Choose a passphrase; without one the shop cannot be locked.</source>
            <translation>Scegli una frase segreta; senza, il negozio non si può chiudere a chiave.</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>State of the program</source>
            <translation>Stato del programma</translation>
        </message>
        <message>
            <source>Everything is sent</source>
            <translation>Tutto è partito</translation>
        </message>
        <message>
            <source>Saved on this computer</source>
            <translation>Salvato su questo computer</translation>
        </message>
        <message numerus="yes">
            <source>Offline · %n waiting to go out</source>
            <translation>
                <numerusform>Senza rete · %n messaggio in attesa</numerusform>
                <numerusform>Senza rete · %n messaggi in attesa</numerusform>
            </translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Senza rete</translation>
        </message>
        <message numerus="yes">
            <source>%n waiting to go out</source>
            <translation>
                <numerusform>%n messaggio in attesa</numerusform>
                <numerusform>%n messaggi in attesa</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StepBar</name>
        <message>
            <source>Step {now} of {all}: {name}</source>
            <translation>Passo {now} di {all}: {name}</translation>
        </message>
    </context>
    <context>
        <name>TalkHead</name>
        <message>
            <source>Later</source>
            <translation>Più tardi</translation>
        </message>
        <message>
            <source>Give to bot</source>
            <translation>Passa al bot</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fatto</translation>
        </message>
        <message>
            <source>Move to Done</source>
            <translation>Sposta in Fatte</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Dettagli</translation>
        </message>
        <message>
            <source>On the shop page</source>
            <translation>Sulla pagina del negozio</translation>
        </message>
        <message>
            <source>On {channel}</source>
            <translation>Su {channel}</translation>
        </message>
        <message>
            <source> · from the ad “{ad}”</source>
            <translation> · dall'annuncio “{ad}”</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Prendi tu</translation>
        </message>
        <message>
            <source>Open again</source>
            <translation>Riapri</translation>
        </message>
        <message>
            <source>In one hour</source>
            <translation>Tra un'ora</translation>
        </message>
        <message>
            <source>This evening, 18:00</source>
            <translation>Stasera, 18:00</translation>
        </message>
        <message>
            <source>Tomorrow, 9:00</source>
            <translation>Domani, 9:00</translation>
        </message>
        <message>
            <source>Monday, 9:00</source>
            <translation>Lunedì, 9:00</translation>
        </message>
    </context>
    <context>
        <name>TalkList</name>
        <message>
            <source>Talks</source>
            <translation>Conversazioni</translation>
        </message>
    </context>
    <context>
        <name>TalkRows</name>
        <message>
            <source>Blocked</source>
            <translation>Bloccato</translation>
        </message>
    </context>
    <context>
        <name>ThreadPane</name>
        <message>
            <source>This talk could not be read.</source>
            <translation>Questa conversazione non si è potuta leggere.</translation>
        </message>
        <message>
            <source>Nothing is lost.</source>
            <translation>Non si è perso nulla.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>No talk is open</source>
            <translation>Nessuna conversazione aperta</translation>
        </message>
        <message>
            <source>Choose one at the left. New ones come in at the top.</source>
            <translation>Scegline una a sinistra. Le nuove arrivano in alto.</translation>
        </message>
        <message>
            <source>Copy text</source>
            <translation>Copia il testo</translation>
        </message>
        <message>
            <source>Ask whether it arrived</source>
            <translation>Chiedi se è arrivato</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Invia di nuovo</translation>
        </message>
        <message>
            <source>Did my last message arrive?</source>
            <translation>È arrivato il mio ultimo messaggio?</translation>
        </message>
    </context>
    <context>
        <name>ThreadView</name>
        <message>
            <source>Messages</source>
            <translation>Messaggi</translation>
        </message>
        <message numerus="yes">
            <source>%n new messages</source>
            <translation>
                <numerusform>%n nuovo messaggio</numerusform>
                <numerusform>%n nuovi messaggi</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Nothing yet.</source>
            <translation>Ancora nulla.</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>Annulla</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <source>%n talks with something new</source>
            <translation>
                <numerusform>%n conversazione con novità</numerusform>
                <numerusform>%n conversazioni con novità</numerusform>
            </translation>
        </message>
        <message>
            <source>wrote to you</source>
            <translation>ti ha scritto</translation>
        </message>
    </context>
    <context>
        <name>Unlock</name>
        <message>
            <source>Open the shop</source>
            <translation>Apri il negozio</translation>
        </message>
        <message>
            <source>The shop is locked</source>
            <translation>Il negozio è chiuso a chiave</translation>
        </message>
        <message>
            <source>Nothing is lost. Your data stays on this computer until it can be opened.</source>
            <translation>Nulla è andato perso. I dati restano su questo computer finché si possono aprire.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Riprova</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Apri</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Frase segreta</translation>
        </message>
        <message>
            <source>Open with the code</source>
            <translation>Apri con il codice</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>Keep the damaged file aside and use the last backup</source>
            <translation>Metti da parte il file rovinato e usa l'ultima copia</translation>
        </message>
        <message>
            <source>One moment, it is being opened.</source>
            <translation>Un momento, si sta aprendo.</translation>
        </message>
    </context>
    <context>
        <name>WaitingPopover</name>
        <message>
            <source>Waiting to go out</source>
            <translation>In attesa di partire</translation>
        </message>
        <message>
            <source>keeps its order</source>
            <translation>resta in ordine</translation>
        </message>
        <message>
            <source>Goes out by itself when the net is back.</source>
            <translation>Parte da solo quando torna la rete.</translation>
        </message>
        <message>
            <source>Everything is sent.</source>
            <translation>Tutto è partito.</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>Your shop</source>
            <translation>Il tuo negozio</translation>
        </message>
        <message>
            <source>Practice or start</source>
            <translation>Prova o inizio</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Codice di recupero</translation>
        </message>
        <message>
            <source>Counter poster</source>
            <translation>Cartello per il banco</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Indietro</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Avanti</translation>
        </message>
        <message>
            <source>Show me a practice shop</source>
            <translation>Mostrami un negozio di prova</translation>
        </message>
        <message>
            <source>All of this stays on this computer.</source>
            <translation>Tutto questo resta su questo computer.</translation>
        </message>
        <message>
            <source>Open my shop</source>
            <translation>Apri il mio negozio</translation>
        </message>
        <message>
            <source>Write the code down first and tick the box.</source>
            <translation>Prima scrivi il codice e spunta la casella.</translation>
        </message>
        <message>
            <source>The key is being made.</source>
            <translation>La chiave si sta preparando.</translation>
        </message>
    </context>
    <context>
        <name>WhatStep</name>
        <message>
            <source>Ads</source>
            <translation>Annunci</translation>
        </message>
        <message>
            <source>There is no ad yet</source>
            <translation>Non c'è ancora un annuncio</translation>
        </message>
        <message>
            <source>A campaign sends an ad. Make one first.</source>
            <translation>Una campagna invia un annuncio. Prima fanne uno.</translation>
        </message>
        <message>
            <source>Make an ad</source>
            <translation>Crea un annuncio</translation>
        </message>
        <message>
            <source>What do they get?</source>
            <translation>Che cosa ricevono?</translation>
        </message>
        <message>
            <source>The ad goes out as a message, with its button and its answers.</source>
            <translation>L'annuncio parte come messaggio, con il suo pulsante e le sue risposte.</translation>
        </message>
        <message>
            <source>As {name} gets it</source>
            <translation>Come lo riceve {name}</translation>
        </message>
    </context>
    <context>
        <name>WhenStep</name>
        <message>
            <source>As soon as I press Send</source>
            <translation>Appena premo Invia</translation>
        </message>
        <message>
            <source>At a time</source>
            <translation>A un'ora</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Giorno</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Ora</translation>
        </message>
        <message>
            <source>When does it go out?</source>
            <translation>Quando parte?</translation>
        </message>
        <message>
            <source>How it goes out</source>
            <translation>Come parte</translation>
        </message>
        <message>
            <source>Later ones go out by themselves when it is time.</source>
            <translation>Quelli di più tardi partono da soli quando è ora.</translation>
        </message>
        <message>
            <source>That time is over. Choose a later one, or send at once.</source>
            <translation>Quell'ora è passata. Scegline una dopo, o invia subito.</translation>
        </message>
        <message>
            <source>It goes stale before it starts. Choose a later last day.</source>
            <translation>Scade prima di partire. Scegli un ultimo giorno più avanti.</translation>
        </message>
    </context>
    <context>
        <name>WhoStep</name>
        <message>
            <source>people are meant</source>
            <translation>persone scelte</translation>
        </message>
        <message>
            <source>may be written to right now</source>
            <translation>si può scrivere loro adesso</translation>
        </message>
        <message>
            <source>Name of the campaign</source>
            <translation>Nome della campagna</translation>
        </message>
        <message>
            <source>Only you see it</source>
            <translation>Lo vedi solo tu</translation>
        </message>
        <message>
            <source>Who is meant?</source>
            <translation>A chi?</translation>
        </message>
        <message>
            <source>Only with one of these labels</source>
            <translation>Solo con una di queste etichette</translation>
        </message>
        <message>
            <source>Choose none to mean everybody of the group.</source>
            <translation>Non sceglierne nessuna per intendere tutto il gruppo.</translation>
        </message>
        <message>
            <source>Before anything leaves you see everyone of them: now, later or not this time, each with the reason.</source>
            <translation>Prima che parta le vedi tutte: adesso, più tardi o non stavolta, ognuna con il motivo.</translation>
        </message>
        <message>
            <source>Right now</source>
            <translation>Adesso</translation>
        </message>
    </context>
</TS>
