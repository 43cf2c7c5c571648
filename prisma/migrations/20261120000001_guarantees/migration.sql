-- What Prisma's schema can't say: partial indexes, checks, and the rules the database enforces by itself.

-- One reply, one hash: conversation, account, price, currency, assets and text, salted. The salt lies beside the
-- text, so that erasing both leaves nothing to guess. Text comes last, so no field can run into another.
CREATE FUNCTION reply_hash(salt bytea, conversation uuid, account uuid, reply text, price integer, currency text, assets uuid[])
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(salt || convert_to(
    conversation::text || '|' || account::text || '|' || coalesce(price::text, '-') || '|' || coalesce(currency, '-')
    || '|' || array_to_string(assets, ',') || '|' || reply, 'UTF8'))
$$;

ALTER TABLE decisions
  ADD CONSTRAINT decision_via CHECK (via IN ('web', 'slack', 'discord')),
  ADD CONSTRAINT decision_kind CHECK (kind IN ('accept', 'edit', 'escalate', 'dismiss', 'release')),
  ADD CONSTRAINT decision_outcome CHECK (outcome = CASE WHEN kind IN ('accept', 'edit') THEN 'accepting' ELSE 'declining' END),
  ADD CONSTRAINT decision_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT decision_binds_its_reply CHECK (
    CASE WHEN outcome = 'declining' THEN content_hash IS NULL AND text IS NULL AND salt IS NULL
    ELSE content_hash IS NOT NULL AND (
      (erased_at IS NOT NULL AND text IS NULL AND salt IS NULL)
      OR (text IS NOT NULL AND salt IS NOT NULL AND octet_length(salt) >= 16
          AND content_hash = reply_hash(salt, conversation_id, account_id, text, price_minor, currency, asset_ids)))
    END);

-- The promise of the product: no delivery without a person's accepting decision on exactly this reply.
-- The foreign key says that the decision exists with this hash and outcome, the checks that the content is the hash's.
ALTER TABLE deliveries
  ADD CONSTRAINT delivery_needs_an_accepting_decision CHECK (decision_outcome = 'accepting'),
  ADD CONSTRAINT delivery_is_what_was_decided CHECK (
    (erased_at IS NOT NULL AND text IS NULL AND salt IS NULL)
    OR (text IS NOT NULL AND salt IS NOT NULL
        AND content_hash = reply_hash(salt, conversation_id, account_id, text, price_minor, currency, asset_ids))),
  ADD CONSTRAINT delivery_state CHECK (state IN
    ('waiting', 'handing-over', 'by-hand', 'sent', 'unknown', 'refused', 'withdrawn', 'stopped'));

ALTER TABLE drafts
  ADD CONSTRAINT draft_state CHECK (state IN
    ('open', 'redrafting', 'snoozed', 'accepted', 'sent', 'stopped', 'escalated', 'released', 'dismissed', 'superseded', 'elsewhere')),
  ADD CONSTRAINT draft_outcome CHECK (outcome IN ('DRAFT', 'ESCALATE')),
  ADD CONSTRAINT draft_level CHECK (level BETWEEN 0 AND 4),
  ADD CONSTRAINT no_price_on_an_escalation CHECK (outcome = 'DRAFT' OR price_minor IS NULL);
CREATE UNIQUE INDEX one_open_card_per_conversation ON drafts (agency_id, conversation_id)
  WHERE state IN ('open', 'redrafting', 'snoozed');
CREATE INDEX drafts_open ON drafts (agency_id, created_at) WHERE state IN ('open', 'redrafting', 'snoozed', 'accepted');
CREATE INDEX deliveries_pending ON deliveries (agency_id, conversation_id)
  WHERE state IN ('waiting', 'handing-over', 'by-hand', 'unknown', 'refused');

ALTER TABLE operators ADD CONSTRAINT operator_role CHECK (role IN ('admin', 'manager', 'chatter', 'creator'));
ALTER TABLE messages ADD CONSTRAINT message_direction CHECK (direction IN ('inbound', 'outbound'));
ALTER TABLE received ADD CONSTRAINT received_state CHECK (state IN ('waiting', 'applied', 'quarantined'));
ALTER TABLE tasks ADD CONSTRAINT task_state CHECK (state IN ('due', 'running', 'done', 'dead'));
ALTER TABLE subscriptions ADD CONSTRAINT subscription_state CHECK (state IN ('active', 'expiring', 'expired'));
ALTER TABLE purchases
  ADD CONSTRAINT purchase_kind CHECK (kind IN ('tip', 'ppv', 'subscription', 'renewal', 'product', 'refund')),
  ADD CONSTRAINT refunds_are_negative CHECK ((kind = 'refund') = (amount_minor < 0) OR amount_minor = 0);

CREATE UNIQUE INDEX one_active_persona ON personas (agency_id, creator_id) WHERE active;
CREATE INDEX received_waiting ON received (agency_id, seq) WHERE state = 'waiting';

-- A keyed task is unique while due. While one runs, another may become due: it runs afterwards and sees what came.
CREATE UNIQUE INDEX task_key_while_due ON tasks (agency_id, name, key) WHERE state = 'due' AND key IS NOT NULL;
CREATE INDEX tasks_due ON tasks (agency_id, due_at, id) WHERE state = 'due';
CREATE INDEX tasks_running ON tasks (agency_id, lease_until) WHERE state = 'running';
CREATE INDEX tasks_dead ON tasks (agency_id, id) WHERE state = 'dead';
-- Busy queues: dead rows are found and reused early.
ALTER TABLE tasks SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000, fillfactor = 80);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER facts_are_append_only BEFORE UPDATE OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facts_stay BEFORE TRUNCATE ON facts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seals_are_append_only BEFORE UPDATE OR DELETE ON seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seals_stay BEFORE TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A decision stands. Only erasure may take its text and salt away.
CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.erased_at IS NOT NULL AND NEW.text IS NULL AND NEW.salt IS NULL
     AND (to_jsonb(NEW) - 'text' - 'salt' - 'reason' - 'erased_at') = (to_jsonb(OLD) - 'text' - 'salt' - 'reason' - 'erased_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a decision stands: only erasure may take its text' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER decisions_stand BEFORE UPDATE OR DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_decision_change();
CREATE TRIGGER decisions_stay BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An ended delivery stays ended: what was sent can't be sent again, what was withdrawn can't leave.
CREATE FUNCTION refuse_delivery_revival() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('sent', 'withdrawn', 'stopped') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'a delivery that is % stays so', OLD.state USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deliveries_end BEFORE UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION refuse_delivery_revival();
