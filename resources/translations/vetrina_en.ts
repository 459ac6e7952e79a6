<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>Offline · %n waiting to go out</source>
        <translation>
            <numerusform>Offline · %n waiting to go out</numerusform>
            <numerusform>Offline · %n waiting to go out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to go out</source>
        <translation>
            <numerusform>%n waiting to go out</numerusform>
            <numerusform>%n waiting to go out</numerusform>
        </translation>
    </message>
</context>
</TS>
