<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ActionBar</name>
    <message numerus="yes">
        <source>Send to %n people</source>
        <translation>
            <numerusform>Send to %n person</numerusform>
            <numerusform>Send to %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send later to %n people</source>
        <translation>
            <numerusform>Send later to %n person</numerusform>
            <numerusform>Send later to %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Starts {when} with %n people.</source>
        <translation>
            <numerusform>Starts {when} with %n person.</numerusform>
            <numerusform>Starts {when} with %n people.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AdForm</name>
    <message numerus="yes">
        <source>%n letters too many: shorten it, then it is kept.</source>
        <translation>
            <numerusform>%n letter too many: shorten it, then it is kept.</numerusform>
            <numerusform>%n letters too many: shorten it, then it is kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AdsModel</name>
    <message numerus="yes">
        <source>%n chats</source>
        <translation>
            <numerusform>%n chat</numerusform>
            <numerusform>%n chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BotPage</name>
    <message numerus="yes">
        <source>%n rules came in, all switched off.</source>
        <translation>
            <numerusform>%n rule came in, switched off.</numerusform>
            <numerusform>%n rules came in, all switched off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CampaignPlurals</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message numerus="yes">
        <source>Checking %n people…</source>
        <translation>
            <numerusform>Checking %n person…</numerusform>
            <numerusform>Checking %n people…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are in “{audience}”. This is who gets it.</source>
        <translation>
            <numerusform>%n person is in “{audience}”. This is who gets it.</numerusform>
            <numerusform>%n people are in “{audience}”. This is who gets it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message numerus="yes">
        <source>%n entries checked one by one.</source>
        <translation>
            <numerusform>%n entry checked.</numerusform>
            <numerusform>%n entries checked one by one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EveryoneDialog</name>
    <message numerus="yes">
        <source>Now: %n people</source>
        <translation>
            <numerusform>Now: %n person</numerusform>
            <numerusform>Now: %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Later: %n people</source>
        <translation>
            <numerusform>Later: %n person</numerusform>
            <numerusform>Later: %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not this time: %n people</source>
        <translation>
            <numerusform>Not this time: %n person</numerusform>
            <numerusform>Not this time: %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FollowersPage</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were taken over.</source>
        <translation>
            <numerusform>%n person was taken over.</numerusform>
            <numerusform>%n people were taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are in the file now.</source>
        <translation>
            <numerusform>%n person is in the file now.</numerusform>
            <numerusform>%n people are in the file now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoesOut</name>
    <message numerus="yes">
        <source>At %n blocks</source>
        <translation>
            <numerusform>At %n block</numerusform>
            <numerusform>At %n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>About %n minutes for all</source>
        <translation>
            <numerusform>About %n minute for all</numerusform>
            <numerusform>About %n minutes for all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Take over %n people</source>
        <translation>
            <numerusform>Take over %n person</numerusform>
            <numerusform>Take over %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message numerus="yes">
        <source>%n talks are done. New ones appear here.</source>
        <translation>
            <numerusform>%n talk is done. New ones appear here.</numerusform>
            <numerusform>%n talks are done. New ones appear here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxPlurals</name>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n not read</numerusform>
            <numerusform>%n not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductsModel</name>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n more follow by themselves when it is time</source>
        <translation>
            <numerusform>%n more follows by itself when it is time</numerusform>
            <numerusform>%n more follow by themselves when it is time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out to stay welcome</source>
        <translation>
            <numerusform>%n left out to stay welcome</numerusform>
            <numerusform>%n left out to stay welcome</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people who have not got it will not get it. What has left cannot be taken back.</source>
        <translation>
            <numerusform>%n person who has not got it will not get it. What has left cannot be taken back.</numerusform>
            <numerusform>%n people who have not got it will not get it. What has left cannot be taken back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RightNow</name>
    <message numerus="yes">
        <source>%n people blocked</source>
        <translation>
            <numerusform>%n person blocked</numerusform>
            <numerusform>%n people blocked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It stops by itself at %n.</source>
        <translation>
            <numerusform>It stops by itself at %n.</numerusform>
            <numerusform>It stops by itself at %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesModel</name>
    <message numerus="yes">
        <source>%n times this month</source>
        <translation>
            <numerusform>once this month</numerusform>
            <numerusform>%n times this month</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShopList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n products</source>
        <translation>
            <numerusform>%n product</numerusform>
            <numerusform>%n products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n products are in the file now.</source>
        <translation>
            <numerusform>%n product is in the file now.</numerusform>
            <numerusform>%n products are in the file now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take over %n products</source>
        <translation>
            <numerusform>Take over %n product</numerusform>
            <numerusform>Take over %n products</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n products were taken over.</source>
        <translation>
            <numerusform>%n product was taken over.</numerusform>
            <numerusform>%n products were taken over.</numerusform>
        </translation>
    </message>
</context>
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
<context>
    <name>ThreadView</name>
    <message numerus="yes">
        <source>%n new messages</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n talks with something new</source>
        <translation>
            <numerusform>%n talk with something new</numerusform>
            <numerusform>%n talks with something new</numerusform>
        </translation>
    </message>
</context>
</TS>
