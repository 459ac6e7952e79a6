CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)
;;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	name TEXT NOT NULL, 
	remote_id TEXT NOT NULL, 
	credentials TEXT DEFAULT '{}' NOT NULL, 
	state TEXT DEFAULT 'off' NOT NULL CHECK (state = 'off' OR state = 'connecting' OR state = 'connected' OR state = 'offline' OR state = 'needs_sign_in'), 
	since INTEGER, 
	retry_at INTEGER, 
	cursor TEXT DEFAULT '' NOT NULL, 
	made_at INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (channel, remote_id)
)
 STRICT
;;
CREATE TABLE ad (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	state TEXT NOT NULL CHECK (state = 'draft' OR state = 'in_feed' OR state = 'paused' OR state = 'ended'), 
	product_key TEXT DEFAULT '' NOT NULL, 
	picture TEXT DEFAULT '' NOT NULL, 
	body TEXT NOT NULL, 
	changed_at INTEGER NOT NULL, 
	in_feed_since INTEGER, 
	talks INTEGER DEFAULT 0 NOT NULL, 
	clicks INTEGER DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
)
 STRICT
;;
CREATE INDEX ad_state ON ad (state, changed_at)
;;
CREATE TABLE bot_rules (
	id INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	changed_at INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT
;;
CREATE TABLE chain (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	subject INTEGER NOT NULL, 
	commitment BLOB NOT NULL, 
	hash BLOB NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT
;;
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	first_name TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	size TEXT DEFAULT '' NOT NULL, 
	given TEXT DEFAULT '{}' NOT NULL, 
	imported INTEGER DEFAULT 0 NOT NULL CHECK (imported IN (0, 1)), 
	import_key TEXT, 
	made_at INTEGER NOT NULL, 
	erased_at INTEGER, 
	PRIMARY KEY (id)
)
 STRICT
;;
CREATE UNIQUE INDEX contact_import_key ON contact (import_key) WHERE import_key IS NOT NULL
;;
CREATE TABLE creative (
	id INTEGER NOT NULL, 
	campaign_key TEXT NOT NULL, 
	text TEXT NOT NULL, 
	rest TEXT NOT NULL, 
	pieces TEXT DEFAULT '[]' NOT NULL, 
	made_at INTEGER NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT
;;
CREATE TABLE delivery (
	campaign_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 9), 
	rule INTEGER NOT NULL, 
	evidence_at INTEGER, 
	until INTEGER, 
	message_id INTEGER, 
	at INTEGER, 
	acted INTEGER DEFAULT 0 NOT NULL, 
	PRIMARY KEY (campaign_id, contact_id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE keep (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE picture (
	sha256 TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (sha256)
)
 STRICT
;;
CREATE TABLE product (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	sort_title TEXT NOT NULL, 
	words TEXT NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	picture TEXT DEFAULT '' NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
)
 STRICT
;;
CREATE INDEX product_title ON product (sort_title, id)
;;
CREATE TABLE rule_use (
	rule_id TEXT NOT NULL, 
	month INTEGER NOT NULL, 
	times INTEGER DEFAULT 0 NOT NULL, 
	PRIMARY KEY (rule_id, month)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE verdict (
	id INTEGER NOT NULL, 
	message_id INTEGER, 
	campaign_id INTEGER, 
	contact_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	purpose TEXT NOT NULL CHECK (purpose = 'reply' OR purpose = 'bot_reply' OR purpose = 'sponsored' OR purpose = 'test'), 
	answer TEXT NOT NULL CHECK (answer = 'cleared' OR answer = 'later' OR answer = 'denied'), 
	pack TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	evidence TEXT DEFAULT '' NOT NULL, 
	evidence_at INTEGER, 
	until INTEGER, 
	content_hash TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT
;;
CREATE INDEX verdict_message ON verdict (message_id) WHERE message_id IS NOT NULL
;;
CREATE TABLE address (
	id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	remote_id TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (account_id, remote_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT
;;
CREATE INDEX address_contact ON address (contact_id)
;;
CREATE TABLE campaign (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	ad_id INTEGER, 
	audience TEXT NOT NULL, 
	schedule TEXT NOT NULL, 
	state TEXT NOT NULL CHECK (state = 'draft' OR state = 'planned' OR state = 'going_out' OR state = 'paused' OR state = 'stopped' OR state = 'done'), 
	changed_at INTEGER NOT NULL, 
	started_at INTEGER, 
	ended_at INTEGER, 
	pack TEXT DEFAULT '' NOT NULL, 
	rules TEXT DEFAULT '[]' NOT NULL, 
	planned_at INTEGER, 
	planned_to INTEGER DEFAULT 0 NOT NULL, 
	queued_to INTEGER DEFAULT 0 NOT NULL, 
	later_to INTEGER DEFAULT 0 NOT NULL, 
	later_at INTEGER, 
	planned INTEGER DEFAULT 0 NOT NULL CHECK (planned IN (0, 1)), 
	creative_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	FOREIGN KEY(ad_id) REFERENCES ad (id), 
	FOREIGN KEY(creative_id) REFERENCES creative (id)
)
 STRICT
;;
CREATE TABLE contact_label (
	contact_id INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	PRIMARY KEY (contact_id, label), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE INDEX contact_label_label ON contact_label (label, contact_id)
;;
CREATE TABLE erasure (
	contact_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	PRIMARY KEY (contact_id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	kind TEXT NOT NULL CHECK (kind = 'followed' OR kind = 'unfollowed' OR kind = 'wrote' OR kind = 'opened_chat' OR kind = 'clicked' OR kind = 'saw' OR kind = 'stopped' OR kind = 'resumed' OR kind = 'asked_less' OR kind = 'asked_usual' OR kind = 'blocked' OR kind = 'unblocked' OR kind = 'deleted' OR kind = 'left'), 
	at INTEGER NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	detail TEXT DEFAULT '' NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	salt BLOB, 
	PRIMARY KEY (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT
;;
CREATE INDEX evidence_fold ON evidence (contact_id, kind, account_id, at)
;;
CREATE UNIQUE INDEX evidence_once ON evidence (account_id, external_id, kind) WHERE external_id <> ''
;;
CREATE TABLE feed_post (
	ad_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	wanted TEXT NOT NULL, 
	posted TEXT DEFAULT '' NOT NULL, 
	retry_at INTEGER, 
	problem TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (ad_id, account_id), 
	FOREIGN KEY(ad_id) REFERENCES ad (id), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE received (
	account_id INTEGER NOT NULL, 
	external_id TEXT NOT NULL, 
	PRIMARY KEY (account_id, external_id), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE suppression (
	account_id INTEGER NOT NULL, 
	mark TEXT NOT NULL, 
	blocked_at INTEGER NOT NULL, 
	by_shop INTEGER DEFAULT 0 NOT NULL CHECK (by_shop IN (0, 1)), 
	PRIMARY KEY (account_id, mark), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE campaign_count (
	campaign_id INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	n INTEGER DEFAULT 0 NOT NULL, 
	PRIMARY KEY (campaign_id, what), 
	FOREIGN KEY(campaign_id) REFERENCES campaign (id)
)
 WITHOUT ROWID,
 STRICT
;;
CREATE TABLE message (
	id INTEGER NOT NULL, 
	address_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	purpose TEXT NOT NULL CHECK (purpose = 'reply' OR purpose = 'bot_reply' OR purpose = 'sponsored' OR purpose = 'test' OR purpose = ''), 
	author TEXT NOT NULL CHECK (author = 'person' OR author = 'owner' OR author = 'bot' OR author = 'offer' OR author = 'note' OR author = 'system'), 
	state TEXT NOT NULL CHECK (state = 'received' OR state = 'waiting' OR state = 'handed_over' OR state = 'sent' OR state = 'delivered' OR state = 'seen' OR state = 'not_sent' OR state = 'perhaps' OR state = 'taken_back'), 
	at INTEGER NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	rest TEXT, 
	creative_id INTEGER, 
	campaign_id INTEGER, 
	lane INTEGER DEFAULT 0 NOT NULL, 
	due_at INTEGER, 
	tries INTEGER DEFAULT 0 NOT NULL, 
	clicked_at INTEGER, 
	attempt_key TEXT, 
	remote_id TEXT, 
	text_key TEXT, 
	more TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT handed_over_by_update CHECK (state <> 'handed_over' OR tries > 0), 
	FOREIGN KEY(address_id) REFERENCES address (id)
)
 STRICT
;;
CREATE UNIQUE INDEX message_attempt ON message (attempt_key) WHERE attempt_key IS NOT NULL
;;
CREATE INDEX message_due ON message (account_id, lane, due_at, id) WHERE state = 'waiting'
;;
CREATE INDEX message_handed ON message (account_id, id) WHERE state = 'handed_over'
;;
CREATE INDEX message_history ON message (address_id, id)
;;
CREATE UNIQUE INDEX message_outstanding ON message (contact_id) WHERE purpose = 'sponsored' AND clicked_at IS NULL AND state <> 'not_sent'
;;
CREATE UNIQUE INDEX message_remote ON message (account_id, remote_id) WHERE remote_id IS NOT NULL
;;
CREATE INDEX message_same_text ON message (text_key, at) WHERE text_key IS NOT NULL
;;
CREATE TABLE standing (
	contact_id INTEGER NOT NULL, 
	sort_name TEXT NOT NULL, 
	address_id INTEGER, 
	account_id INTEGER, 
	last_campaign_id INTEGER, 
	own INTEGER DEFAULT 0 NOT NULL CHECK (own IN (0, 1)), 
	follows INTEGER DEFAULT 0 NOT NULL CHECK (follows IN (0, 1)), 
	has_talked INTEGER DEFAULT 0 NOT NULL CHECK (has_talked IN (0, 1)), 
	talk_open INTEGER DEFAULT 0 NOT NULL CHECK (talk_open IN (0, 1)), 
	blocked INTEGER DEFAULT 0 NOT NULL CHECK (blocked IN (0, 1)), 
	person_blocked INTEGER DEFAULT 0 NOT NULL CHECK (person_blocked IN (0, 1)), 
	shop_blocked INTEGER DEFAULT 0 NOT NULL CHECK (shop_blocked IN (0, 1)), 
	stopped INTEGER DEFAULT 0 NOT NULL CHECK (stopped IN (0, 1)), 
	less INTEGER DEFAULT 0 NOT NULL CHECK (less IN (0, 1)), 
	outstanding INTEGER DEFAULT 0 NOT NULL CHECK (outstanding IN (0, 1)), 
	in_talk INTEGER DEFAULT 0 NOT NULL CHECK (in_talk IN (0, 1)), 
	gone INTEGER DEFAULT 0 NOT NULL CHECK (gone IN (0, 1)), 
	followed_at INTEGER, 
	blocked_at INTEGER, 
	shop_blocked_at INTEGER, 
	stopped_at INTEGER, 
	less_at INTEGER, 
	last_wrote_at INTEGER, 
	last_act_at INTEGER, 
	opened_by_ad_at INTEGER, 
	last_click_at INTEGER, 
	last_sponsored_at INTEGER, 
	seen_at INTEGER, 
	named_at INTEGER, 
	PRIMARY KEY (contact_id), 
	CONSTRAINT blocked_by_either CHECK (blocked = (person_blocked OR shop_blocked)), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(address_id) REFERENCES address (id)
)
 STRICT
;;
CREATE INDEX standing_blocked ON standing (sort_name, contact_id) WHERE blocked = 1
;;
CREATE INDEX standing_follows ON standing (sort_name, contact_id) WHERE follows = 1
;;
CREATE INDEX standing_in_talk ON standing (last_wrote_at) WHERE in_talk = 1
;;
CREATE INDEX standing_less ON standing (last_sponsored_at) WHERE less = 1
;;
CREATE INDEX standing_name ON standing (sort_name, contact_id)
;;
CREATE INDEX standing_never ON standing (sort_name, contact_id) WHERE follows = 0 AND has_talked = 0
;;
CREATE INDEX standing_ready ON standing (follows, has_talked) WHERE blocked = 0 AND stopped = 0 AND (follows = 1 OR has_talked = 1) AND outstanding = 0 AND address_id IS NOT NULL
;;
CREATE INDEX standing_talked ON standing (sort_name, contact_id) WHERE has_talked = 1
;;
CREATE TABLE talk (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	address_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	state TEXT DEFAULT 'open' NOT NULL CHECK (state = 'open' OR state = 'later' OR state = 'done'), 
	held_by TEXT DEFAULT 'bot' NOT NULL CHECK (held_by = 'human' OR held_by = 'bot'), 
	holder TEXT DEFAULT '' NOT NULL, 
	later_until INTEGER, 
	last_at INTEGER NOT NULL, 
	last_line TEXT DEFAULT '' NOT NULL, 
	last_author TEXT DEFAULT 'system' NOT NULL, 
	unread INTEGER DEFAULT 0 NOT NULL, 
	ad_key TEXT DEFAULT '' NOT NULL, 
	referral TEXT, 
	made_at INTEGER NOT NULL, 
	UNIQUE (address_id), 
	FOREIGN KEY(address_id) REFERENCES address (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(account_id) REFERENCES account (id)
)
 STRICT
;;
CREATE INDEX talk_bot ON talk (last_at, id) WHERE state = 'open' AND held_by = 'bot'
;;
CREATE INDEX talk_contact ON talk (contact_id)
;;
CREATE INDEX talk_list ON talk (state, last_at, id)
;;
CREATE INDEX talk_unread ON talk (id) WHERE unread > 0
;;
CREATE TABLE missed (
	message_id INTEGER NOT NULL, 
	talk_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	PRIMARY KEY (message_id), 
	FOREIGN KEY(message_id) REFERENCES message (id), 
	FOREIGN KEY(talk_id) REFERENCES talk (id)
)
 STRICT
;;
CREATE INDEX missed_at ON missed (at, message_id)
;;
CREATE TABLE sending (
	id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	detail TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(message_id) REFERENCES message (id)
)
 STRICT
;;
CREATE INDEX sending_message ON sending (message_id)
;;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE contact_id = OLD.contact_id) BEGIN SELECT RAISE(ABORT, 'vetrina: evidence is append-only'); END
;;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'vetrina: evidence is append-only'); END
;;
CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'vetrina: chain is append-only'); END
;;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'vetrina: chain is append-only'); END
;;
CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict BEGIN SELECT RAISE(ABORT, 'vetrina: verdict is append-only'); END
;;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'vetrina: verdict is append-only'); END
;;
CREATE TRIGGER sending_no_update BEFORE UPDATE ON sending BEGIN SELECT RAISE(ABORT, 'vetrina: sending is append-only'); END
;;
CREATE TRIGGER sending_no_delete BEFORE DELETE ON sending BEGIN SELECT RAISE(ABORT, 'vetrina: sending is append-only'); END
;;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'vetrina: erasure is append-only'); END
;;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'vetrina: erasure is append-only'); END
;;
CREATE TRIGGER message_to_blocked BEFORE UPDATE OF state ON message WHEN NEW.state = 'handed_over' AND OLD.state <> 'handed_over' BEGIN SELECT RAISE(ABORT, 'vetrina: blocked') FROM standing WHERE contact_id = NEW.contact_id AND blocked = 1; END
;;
CREATE VIRTUAL TABLE message_words USING fts5(text, content='message', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
;;
INSERT INTO message_words(message_words, rank) VALUES ('secure-delete', 1)
;;
CREATE TRIGGER message_words_take BEFORE UPDATE OF text ON message WHEN OLD.author IN ('person', 'owner', 'bot', 'note') AND OLD.text <> '' BEGIN INSERT INTO message_words(message_words, rowid, text) VALUES ('delete', OLD.id, OLD.text); END
;;
CREATE TRIGGER message_words_put AFTER UPDATE OF text ON message WHEN NEW.author IN ('person', 'owner', 'bot', 'note') AND NEW.text <> '' BEGIN INSERT INTO message_words(rowid, text) VALUES (NEW.id, NEW.text); END
;;
CREATE VIRTUAL TABLE contact_words USING fts5(name, content='contact', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
;;
INSERT INTO contact_words(contact_words, rank) VALUES ('secure-delete', 1)
;;
CREATE TRIGGER contact_words_add AFTER INSERT ON contact BEGIN INSERT INTO contact_words(rowid, name) VALUES (NEW.id, NEW.name); END
;;
CREATE TRIGGER contact_words_take BEFORE UPDATE OF name ON contact BEGIN INSERT INTO contact_words(contact_words, rowid, name) VALUES ('delete', OLD.id, OLD.name); END
;;
CREATE TRIGGER contact_words_put AFTER UPDATE OF name ON contact BEGIN INSERT INTO contact_words(rowid, name) VALUES (NEW.id, NEW.name); END
;;
CREATE VIRTUAL TABLE creative_words USING fts5(text, content='creative', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
;;
INSERT INTO creative_words(creative_words, rank) VALUES ('secure-delete', 1)
;;
CREATE TRIGGER creative_words_add AFTER INSERT ON creative BEGIN INSERT INTO creative_words(rowid, text) VALUES (NEW.id, NEW.text); END
;;
CREATE TRIGGER creative_words_take BEFORE UPDATE OF text ON creative BEGIN INSERT INTO creative_words(creative_words, rowid, text) VALUES ('delete', OLD.id, OLD.text); END
;;
CREATE TRIGGER creative_words_put AFTER UPDATE OF text ON creative BEGIN INSERT INTO creative_words(rowid, text) VALUES (NEW.id, NEW.text); END
