"""Ordinary words of English and Italian: never taken for typing errors, and how the two languages are told apart."""

from __future__ import annotations

from collections.abc import Sequence

# Written down by hand from everyday speech, folded (lower case, no accents). Words that a shop's rules are likely to
# look for (hours, price, size) may stand here too: a rule that names a word always finds it as written.
_ENGLISH = """
a able about above cant dont wont isnt arent wasnt didnt doesnt whats thats hows wheres ive ill im youre its across
after afternoon again against ago all almost alone along already also although always am an and another any anybody
anyone anything anyway are area around as ask at away back bad be because become been before begin behind being
believe below best better between big bit blue book both bring brown but buy by call came can cannot car card care
case change child children city clean clear close closed clothes cold colour come cost could couple cup customer dark
day days deal dear did different do does doing done door down drink drop during each early easy eat else end enough
even evening ever every everyone everything exact expect extra eye face fact far fast feel few find fine first five
food for four free friday friend from front full gave get gift girl give glad glass go goes going gone good got great
green grey had half hand hands happen happy hard has have having he head hear heard heart heat held hello help her
here hey hi high him his hold home hope hot hour hours house how however i idea if important in inside instead into is
it its job just keep kept kind knew know known large last late later least leave left less let letter life light like
line list little live long look looking lost lot love low made mail make man many may maybe me mean men might mind
mine minute miss moment monday money month months more morning most move much must my name near need never new next
nice night nine no nobody none nor not note nothing now number of off offer office often oh ok okay old on once one
only open or order other our ours out over own page paid pair paper part past pay people perhaps person phone photo
pick place plan play please point post present price put question quick quite rain read ready real really red rest
right road room round said same sat saturday saw say says second see seem seen self sell send sent set seven several
shall she shoe shoes shop short should show side since single sister site six size sky sleep slow small so some
someone something sometimes soon sorry sort south sound speak stand start stay step still stock stop store street such
summer sun sunday sure table take talk tall tea tell ten than thank thanks that the their them then there these they
thing things think this those though thought three through thursday time times to today together told tomorrow too
took top town tree tried trip true try tuesday turn two under until up upon us use used usually very visit wait walk
wall want warm was wash watch water way we wear weather wednesday week weekend weeks well went were west what when
where whether which while white who whole why will wind window winter wish with within without woman women wonder word
words work world worse worst would write wrong yeah year years yellow yes yesterday yet you young your yours bread
brand broken cake chair cheap check choose coat cover dress drive eight event fish floor fresh gold hotel kids large
leather lunch match meal medium mirror month mother father music ocean oven package parcel park party pet plate pool
pop print prince quiet rate ring river sale salt sand seat share shelf shirt side sign silver skin sold song spare
spend spring stain start state steel stick stone story style sugar sweet taste team test toilet towel track train
travel trust value view voice wedding wheel wide wine wood wool
"""

_ITALIAN = """
stop ok
a abbia abbiamo abbiate abito accanto acqua adesso agli ai al alcuni alcuno alla alle allo allora alta alto altra
altre altri altro amica amico amici anche ancora andare andate andato anni anno anzi aperto aperta aspetta aspetto
assai attimo avere avete aveva avevo avrei avuto ai babbo bagno bambina bambini bambino basta bella belle belli bello
bene bianca bianco bisogno blu borsa breve brutto bravo buona buone buoni buono buongiorno buonasera calda caldo
cambio cara carne caro carta casa cassa caso causa cena centro cerca cerco certo che chi chiara chiaro chiedere chiesa
chilo chiuso chiusa ci ciao cibo cinque citta coda colore come con conta conto contro corpo corsa corto cosa cose cosi
costa costo credo cui cura da dai dal dalla dalle dare data davanti davvero deve devo di dice dico dieci dietro
diverso dire disse domani domanda domenica donna donne dopo dormire dove dovere dovrei due dunque durante e ecco ed
ella entrare era erano eravamo ero esce esempio essere estate europa fa faccia faccio fai fame fanno far fare fate
fatto favore festa figli figlia figlio fila fine fino fiori forma forse forte forza foto fra freddo fuori gatto gente
gia giallo giorni giorno giovane giovedi giro giu giusto gli grande grandi grazie grigio guarda ha hai hanno ho i ieri
il in inverno infatti insieme interno invece inviare io la lana largo lasciare lato lavoro le legge legno lei letto li
libera libero libri libro lo loro lui luna lunga lungo lunedi luogo ma macchina madre magari mai male mamma manca
mandare mani mano mare martedi marito marrone massimo matrimonio mattina me medio meglio meno mercoledi mese mesi
messo mezza mezzo mi mia mie miei mila mille minuti minuto mio moda modo moglie molta molte molti molto momento mondo
mostra muro naturale ne neanche negozio negli nei nel nella nelle nero nera nessuno niente no noi nome non nono nord
nostra nostro notte nove nuova nuove nuovi nuovo nulla numero o occhi oggi ogni oltre ora ore ordine oro orso osso
ossa otto padre paese pagina pane papa parla parlare parte pasta passo passa pausa peggio pelle pensa penso per perche
pero persona persone pezzo piace piacere piano piatto piazza piccola piccole piccoli piccolo piede piedi pieno piu
poca poche pochi poco poi porta portare posso posta posti posto possibile poteva potete potrei pranzo prego prende
prendere prendo presa preso presto prezzo prima primo problema pronto proprio prossimo prova punto puo pure qua quale
quali qualche qualcosa qualcuno quando quanta quante quanti quanto quarto quasi quattro quella quelle quelli quello
questa queste questi questo qui quindi ragazza ragazzo regalo resta resto rosa rossa rosso sabato sai sala sale salve
sanno sapere sapete sapone sara sarebbe scarpa scarpe scatola scelta scorso scrivere scusa scusate se secondo sedia
sei sembra sempre sentire senza sera serve servizio sette settimana si sia siamo siete signora signore simile so sola
solo soldi sole sono sopra sotto spazio spesa spese spesso sta stai stanno stare stato stata state stesso storia
strada su sua subito sue sugli sui sul sulla sulle suo suoi tanta tante tanti tanto tardi tavola tavolo te tela tempo
tengo terra testa ti tipo torta tra tre treno troppo trova trovare tu tua tuo tutta tutte tutti tutto ultima ultimo un
una uno uomo uomini usa usare uscire va vado vai valore vanno vede vedere vedo vendo venerdi vengo venire vera verde
vero verso vestito vetro via viaggio vicino vino vita vivo vi voce voglia voglio voi volta volte vorrei vostra vostro
vuoi vuole zero zona
"""

ENGLISH = frozenset(_ENGLISH.split())
ITALIAN = frozenset(_ITALIAN.split())
EVERYDAY = ENGLISH | ITALIAN

_GREETINGS_WORDS = """
hi hello hey hiya good morning afternoon evening day there ciao salve buongiorno buonasera buon giorno sera
buona pomeriggio a tutti all
"""
GREETINGS = frozenset(_GREETINGS_WORDS.split())
_HELLO_WORDS = """
hi hello hey hiya morning afternoon evening ciao salve buongiorno buonasera giorno sera pomeriggio
"""
_HELLO = frozenset(_HELLO_WORDS.split())
_COURTESIES_WORDS = """
thanks thank you so very much many a lot ok okay k great perfect fine good nice cool bye goodbye see later
cheers grazie mille tante molte va bene perfetto ottimo benissimo bello d accordo ci vediamo a presto
arrivederci prego gentile gentilissimi gentilissima gentilissimo siete sei stato stata capito buona giornata
serata super top ciao e and that s all tutto
"""
COURTESIES = frozenset(_COURTESIES_WORDS.split())
_THANKS_WORDS = """
thanks thank ok okay k great perfect fine cool bye goodbye cheers grazie bene perfetto ottimo benissimo accordo
arrivederci prego presto vediamo capito super top gentilissimi gentilissima gentilissimo giornata serata
"""
_THANKS = frozenset(_THANKS_WORDS.split())


def is_greeting(words: Sequence[str]) -> bool:
    """Whether the folded `words` greet and say nothing else."""
    return bool(words) and len(words) <= 5 and not _HELLO.isdisjoint(words) and GREETINGS.issuperset(words)


def is_courtesy(words: Sequence[str]) -> bool:
    """Whether the folded `words` only thank, agree or take leave: nothing to answer, nothing missed."""
    return bool(words) and len(words) <= 8 and not _THANKS.isdisjoint(words) and COURTESIES.issuperset(words)


def guess_language(words: Sequence[str]) -> str:
    """``it`` or ``en`` by the ordinary words in it; empty where they do not tell."""
    english = sum(word in ENGLISH and word not in ITALIAN for word in words)
    italian = sum(word in ITALIAN and word not in ENGLISH for word in words)
    if english == italian:
        return ""
    return "en" if english > italian else "it"
