<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it_IT" sourcelanguage="en_US">
<context>
    <name>Bridge</name>
    <message>
        <source>That did not work, and nothing was lost. Try again; details are in the log.</source>
        <translation>Non ha funzionato, ma nulla è andato perso. Riprova; i dettagli sono nel registro.</translation>
    </message>
</context>
<context>
    <name>CodeStep</name>
    <message>
        <source>I have written it down and put it where I keep important papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write this code down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your shop&apos;s data is locked on this computer. If the computer forgets its key, only this code opens it again. It is shown once; nobody else has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That place cannot be written. Choose another folder, or write the code on paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Keep the file away from this computer, for example on a stick.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayRow</name>
    <message>
        <source>%s, open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s, opens at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s, closes at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s, pause from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s, pause until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s: the pause lies between opening and closing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%s: opening and closing are the same time. Try 9:30 to 19:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
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
    <name>Field</name>
    <message>
        <source>{used} of {most}</source>
        <translation>{used} di {most}</translation>
    </message>
</context>
<context>
    <name>HoursEditor</name>
    <message>
        <source>Same for all open days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening hours</source>
        <translation type="unfinished"></translation>
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
    <name>MainWindow</name>
    <message>
        <source>You are offline. Write as usual.</source>
        <translation>Sei senza rete. Scrivi come al solito.</translation>
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
        <translation>Alcune persone non l&apos;hanno detto. Al suo posto leggono queste parole.</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>12 cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop page is starting. The code appears in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this on your counter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever scans it opens your shop page and can follow you. No account, no app.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That place cannot be written. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %s. Print it at the real size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan and say ciao</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account, no app. Leave whenever you like, with one tap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>poster.pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the poster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The printer does not answer. Switch it on, or save as PDF and print that.</source>
        <translation type="unfinished"></translation>
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
    <name>ShopStep</name>
    <message>
        <source>Name of the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You write in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell us about your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, language, hours. Ads, bot and greeting read them from here, so you write them once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name over your door; you can change it later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartStep</name>
    <message>
        <source>Start with my shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own products and people. Everything is kept on this computer, locked with a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me a practice shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shop with pretend followers who write, tap and block. Nothing reaches real people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>four words that do not belong together are easy to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise first, or start?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can open the practice shop at any time, also later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Type them once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a passphrase; without one the shop cannot be locked.</source>
        <translation type="unfinished"></translation>
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
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>Annulla</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Your shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice or start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counter poster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show me a practice shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open my shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the code down first and tick the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is being made.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
