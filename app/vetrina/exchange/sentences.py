"""What the reading of a file says to the owner, in English and Italian."""

from collections.abc import Mapping
from typing import Final

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    # The file as a whole
    "file.cancelled": ("Stopped. Nothing was imported.", "Interrotto. Non è stato importato nulla."),
    "file.not_found": (
        "The file “{name}” is not there any more. Choose it again.",
        "Il file “{name}” non c’è più. Sceglilo di nuovo.",
    ),
    "file.not_readable": (
        "The file “{name}” cannot be opened. Close it in other programs, or copy it to your desk and try that.",
        "Il file “{name}” non si apre. Chiudilo negli altri programmi, oppure copialo sulla scrivania e riprova.",
    ),
    "file.folder": (
        "“{name}” is a folder. Choose the file inside it.",
        "“{name}” è una cartella. Scegli il file che contiene.",
    ),
    "file.empty": (
        "This file is empty. Export your list again and choose the new file.",
        "Questo file è vuoto. Esporta di nuovo l’elenco e scegli il file nuovo.",
    ),
    "file.too_big": (
        "This file has {size} MB; up to {limit} MB can be read. Split it and import the parts one after the other.",
        "Questo file è di {size} MB; se ne possono leggere {limit}. Dividilo e importa le parti una dopo l’altra.",
    ),
    "file.too_many_rows": (
        "This file has more than {limit} rows. Split it and import the parts one after the other.",
        "Questo file ha più di {limit} righe. Dividilo e importa le parti una dopo l’altra.",
    ),
    "file.picture": (
        "This is a picture, not a list. Choose the file that your shop program exported, for example a CSV.",
        "Questa è un’immagine, non un elenco. Scegli il file esportato dal programma del negozio, ad esempio un CSV.",
    ),
    "file.pdf": (
        "This is a PDF, which holds no list that can be read. Export the list as CSV and choose that file.",
        "Questo è un PDF e non contiene un elenco leggibile. Esporta l’elenco in CSV e scegli quel file.",
    ),
    "file.archive": (
        "This is a packed file (ZIP or similar). Unpack it first, then choose the list inside.",
        "Questo è un file compresso (ZIP o simile). Prima estrailo, poi scegli l’elenco che contiene.",
    ),
    "file.old_table": (
        "This spreadsheet is in a format that is not read here. Save it as XLSX or CSV and choose that file.",
        "Questo foglio di calcolo è in un formato che qui non si legge. Salvalo in XLSX o CSV e scegli quel file.",
    ),
    "file.table_damaged": (
        "This spreadsheet is damaged. Open it in your spreadsheet program and save it again as CSV.",
        "Questo foglio di calcolo è danneggiato. Aprilo nel tuo programma e salvalo di nuovo in CSV.",
    ),
    "file.html": (
        "This is a web page, not a list. In your shop program choose Export, then choose the file you get there.",
        "Questa è una pagina web, non un elenco. Nel programma del negozio scegli Esporta e poi il file che ottieni.",
    ),
    "file.not_text": (
        "This file holds no readable list. Choose a CSV, TSV, XML or XLSX file.",
        "Questo file non contiene un elenco leggibile. Scegli un file CSV, TSV, XML o XLSX.",
    ),
    "file.encoding": (
        "Some letters in this file are damaged, so names would come out wrong. Save it again as “CSV UTF-8”.",
        "Alcune lettere in questo file sono danneggiate e i nomi sarebbero sbagliati. Salvalo di nuovo come "
        "“CSV UTF-8”.",
    ),
    "file.xml_unsafe": (
        "This XML file contains definitions that could harm a computer, so it was not read. Export the feed again.",
        "Questo file XML contiene definizioni che possono danneggiare un computer e non è stato letto. "
        "Esporta di nuovo il feed.",
    ),
    "file.xml_damaged": (
        "This XML file breaks off or is damaged at line {line}. Export the feed again.",
        "Questo file XML si interrompe o è danneggiato alla riga {line}. Esporta di nuovo il feed.",
    ),
    "file.xml_other": (
        "This XML file is no product feed. A feed has “rss” or “feed” as its first word; this one has “{root}”.",
        "Questo file XML non è un elenco di prodotti. Un feed comincia con “rss” o “feed”; questo con “{root}”.",
    ),
    "file.no_products": (
        "No product was found in this file. Check that it is the product list and not another export.",
        "In questo file non ci sono prodotti. Controlla che sia l’elenco dei prodotti e non un’altra esportazione.",
    ),
    "file.columns_products": (
        "The columns “{found}” are not those of a product list. The first row needs at least: id, title, price.",
        "Le colonne “{found}” non sono quelle di un elenco prodotti. La prima riga deve avere almeno: id, "
        "title, price.",
    ),
    "file.columns_people": (
        "No column with names was found among “{found}”. The first row needs a column “name”.",
        "Tra “{found}” non c’è una colonna con i nomi. La prima riga deve avere una colonna “nome”.",
    ),
    "file.no_people": (
        "No person was found in this file. Check that it is your list of people.",
        "In questo file non ci sono persone. Controlla che sia il tuo elenco di persone.",
    ),
    "file.currency": (
        "“{currency}” is no currency. Write three letters, for example EUR.",
        "“{currency}” non è una valuta. Scrivi tre lettere, ad esempio EUR.",
    ),
    # Pictures
    "picture.too_big": (
        "This picture has more than {limit} MB. Save a smaller copy and choose that.",
        "Questa immagine supera i {limit} MB. Salvane una copia più piccola e scegli quella.",
    ),
    "picture.too_many_pixels": (
        "This picture is too large to be opened here. Save a smaller copy and choose that.",
        "Questa immagine è troppo grande per essere aperta qui. Salvane una copia più piccola e scegli quella.",
    ),
    "picture.phone_format": (
        "This picture type (HEIC) does not open on every phone. Save it as JPEG and choose that.",
        "Questo tipo di immagine (HEIC) non si apre su tutti i telefoni. Salvala in JPEG e scegli quella.",
    ),
    "picture.not_one": (
        "This file is no picture that phones can show. Choose a JPEG, PNG, WebP or GIF.",
        "Questo file non è un’immagine che i telefoni mostrano. Scegli un JPEG, PNG, WebP o GIF.",
    ),
    "picture.damaged": (
        "This picture is damaged. Open it in another program, save it again and choose that.",
        "Questa immagine è danneggiata. Aprila con un altro programma, salvala di nuovo e scegli quella.",
    ),
    # Notes about a file that was read
    "note.windows_letters": (
        "The file was written by an older Windows program. Look at a few names with accents before you go on.",
        "Il file viene da un vecchio programma Windows. Controlla qualche nome con accenti prima di continuare.",
    ),
    "note.currency_default": (
        "The file names no currency; its prices were read as {currency}.",
        "Il file non indica la valuta; i prezzi sono stati letti in {currency}.",
    ),
    # Rows
    "row.ok": ("Taken over.", "Importata."),
    "row.no_title": ("No title. Give the product a name.", "Manca il titolo. Dai un nome al prodotto."),
    "row.no_key": ("No id. Each product needs its own.", "Manca l’id. Ogni prodotto deve avere il suo."),
    "row.double": (
        "“{key}” stands in row {first} already. Keep one of the two.",
        "“{key}” c’è già alla riga {first}. Tieni solo una delle due.",
    ),
    "row.price_missing": ("No price. Write for example 9.99 EUR.", "Manca il prezzo. Scrivi ad esempio 9,99 EUR."),
    "row.price_not_a_number": (
        "The price “{value}” is no number. Write for example 9.99 EUR.",
        "Il prezzo “{value}” non è un numero. Scrivi ad esempio 9,99 EUR.",
    ),
    "row.price_unknown_currency": (
        "The price “{value}” names a currency that is not known. Write for example 9.99 EUR.",
        "Il prezzo “{value}” ha una valuta sconosciuta. Scrivi ad esempio 9,99 EUR.",
    ),
    "row.price_too_many_decimals": (
        "The price “{value}” is finer than the smallest coin. Round it.",
        "Il prezzo “{value}” è più fine della moneta più piccola. Arrotondalo.",
    ),
    "row.price_too_large": (
        "The price “{value}” is too large. Check it.",
        "Il prezzo “{value}” è troppo alto. Controllalo.",
    ),
    "row.price_negative": (
        "The price “{value}” is below zero. Write what the customer pays.",
        "Il prezzo “{value}” è sotto zero. Scrivi quanto paga il cliente.",
    ),
    "row.price_ambiguous": (
        "The price “{value}” was read as {read}. Look whether that is meant.",
        "Il prezzo “{value}” è stato letto come {read}. Controlla che sia giusto.",
    ),
    "row.sale_not_read": (
        "The sale price “{value}” was left out because it could not be read.",
        "Il prezzo scontato “{value}” è stato tralasciato perché non si legge.",
    ),
    "row.sale_not_lower": (
        "The sale price “{value}” is not lower than the price, so it was left out.",
        "Il prezzo scontato “{value}” non è più basso del prezzo ed è stato tralasciato.",
    ),
    "row.sale_dates": (
        "The sale dates “{value}” could not be read, so the sale price was left out. Write start/end, "
        "for example 2026-05-22/2026-05-31.",
        "Le date dello sconto “{value}” non si leggono, quindi lo sconto è stato tralasciato. Scrivi inizio/fine, "
        "ad esempio 2026-05-22/2026-05-31.",
    ),
    "row.availability_unknown": (
        "“{value}” as availability is not known; taken as out of stock. Write “in stock” or “out of stock”.",
        "La disponibilità “{value}” non è nota; considerato esaurito. Scrivi “in stock” oppure “out of stock”.",
    ),
    "row.stock_not_read": (
        "The quantity “{value}” is no whole number and was left out.",
        "La quantità “{value}” non è un numero intero ed è stata tralasciata.",
    ),
    "row.picture_missing": (
        "No picture. The ad will show the striped plate until you choose one.",
        "Manca l’immagine. L’annuncio mostrerà il riquadro a righe finché non ne scegli una.",
    ),
    "row.picture_address": (
        "The picture address “{value}” was left out. It has to begin with https:// or name a picture file.",
        "L’indirizzo dell’immagine “{value}” è stato tralasciato. Deve iniziare con https:// o indicare un "
        "file immagine.",
    ),
    "row.link_address": (
        "The link “{value}” was left out. It has to begin with https:// or http://.",
        "Il link “{value}” è stato tralasciato. Deve iniziare con https:// o http://.",
    ),
    "row.not_published": (
        "Hidden in your other shop. It was taken over all the same.",
        "Nascosto nell’altro negozio. È stato importato lo stesso.",
    ),
    "row.shortened": (
        "“{column}” was longer than {limit} characters and was shortened.",
        "“{column}” superava i {limit} caratteri ed è stato accorciato.",
    ),
    "row.cell_too_long": (
        "A cell is longer than can be read, perhaps because a quotation mark is never closed. Check this row.",
        "Una cella è più lunga di quanto si possa leggere, forse perché manca una virgoletta di chiusura. "
        "Controlla la riga.",
    ),
    "row.too_many_cells": (
        "This row has more cells than the first row has columns. Check its quotation marks and separators.",
        "Questa riga ha più celle delle colonne della prima riga. Controlla virgolette e separatori.",
    ),
    "row.nothing": ("Nothing in this row belongs to a product.", "Nulla in questa riga appartiene a un prodotto."),
    "row.picture_only": ("One more picture of “{title}”.", "Un’altra immagine di “{title}”."),
    "row.product_refused": (
        "It belongs to “{key}”, which was not taken over.",
        "Appartiene a “{key}”, che non è stato importato.",
    ),
    "row.other_currency": (
        "The price “{value}” is in another currency than the rest of “{title}”. Use one currency for one product.",
        "Il prezzo “{value}” è in una valuta diversa dal resto di “{title}”. Usa una sola valuta per prodotto.",
    ),
    # People
    "person.no_name": (
        "No name, phone or mail address. Give this person at least a name.",
        "Mancano nome, telefono e indirizzo mail. Scrivi almeno il nome di questa persona.",
    ),
    "person.no_permission": (
        "The permission column was not taken over: only the person can give it, by following or writing.",
        "La colonna del permesso non è stata importata: solo la persona può darlo, seguendo il negozio o scrivendo.",
    ),
    "person.mail": (
        "“{value}” is no mail address and was left out.",
        "“{value}” non è un indirizzo mail ed è stato tralasciato.",
    ),
    "person.phone": (
        "“{value}” is no phone number with country code and was left out. Write for example +39 011 123456.",
        "“{value}” non è un numero con prefisso internazionale ed è stato tralasciato. Scrivi ad esempio +39 "
        "011 123456.",
    ),
    "person.birthday": (
        "“{value}” is no date and was left out. Write year-month-day, for example 1984-03-21.",
        "“{value}” non è una data ed è stata tralasciata. Scrivi anno-mese-giorno, ad esempio 1984-03-21.",
    ),
    "person.card_damaged": (
        "This card is damaged. Export it again from your address book.",
        "Questo biglietto è danneggiato. Esportalo di nuovo dalla rubrica.",
    ),
}


def sentence(key: str, language: str, params: Mapping[str, str]) -> str:
    """One sentence by its key in Italian (`it…`) or English (all others). Raises KeyError for an unknown key."""
    english, italian = _SENTENCES[key]
    return (italian if language.lower().startswith("it") else english).format_map(params)


def known_keys() -> frozenset[str]:
    """All keys; the tests walk them."""
    return frozenset(_SENTENCES)
