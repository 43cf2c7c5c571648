-- Above an amount, or for content made to order, one person's approval isn't enough: a second person agrees to exactly that.
ALTER TABLE guardrails
  ADD COLUMN second_person_above_minor integer,
  ADD COLUMN second_person_for_custom boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT second_person_above_is_an_amount CHECK (second_person_above_minor >= 0);

-- What the first person approved: bound by its hash like a decision, and no decision, so that nothing can leave by it.
CREATE TABLE first_approvals (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  draft_version integer NOT NULL,
  operator_id uuid NOT NULL,
  via text NOT NULL,
  verified boolean NOT NULL,
  kind text NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  text text,
  price_minor integer,
  currency text,
  asset_ids uuid[] NOT NULL,
  salt bytea,
  content_hash bytea NOT NULL,
  edit_share real NOT NULL,
  above_minor integer,
  at timestamptz(3) NOT NULL,
  erased_at timestamptz(3),
  CONSTRAINT first_approvals_pkey PRIMARY KEY (agency_id, id),
  CONSTRAINT first_approval_kind CHECK (kind IN ('accept', 'edit')),
  CONSTRAINT first_approval_via CHECK (via IN ('web', 'slack', 'discord')),
  CONSTRAINT first_approval_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT first_approval_assets CHECK (array_position(asset_ids, NULL) IS NULL AND coalesce(array_ndims(asset_ids), 1) = 1),
  CONSTRAINT first_approval_binds_its_reply CHECK (
    (erased_at IS NOT NULL AND text IS NULL AND salt IS NULL)
    OR (text IS NOT NULL AND salt IS NOT NULL AND octet_length(salt) >= 16
        AND content_hash = reply_hash(salt, conversation_id, account_id, text, price_minor, currency, asset_ids)))
);
CREATE UNIQUE INDEX first_approvals_agency_id_draft_id_draft_version_key ON first_approvals (agency_id, draft_id, draft_version);
CREATE UNIQUE INDEX first_approvals_agency_id_id_content_hash_operator_id_key
  ON first_approvals (agency_id, id, content_hash, operator_id);
ALTER TABLE first_approvals
  ADD CONSTRAINT first_approvals_agency_id_draft_id_fkey FOREIGN KEY (agency_id, draft_id)
    REFERENCES drafts (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT first_approvals_agency_id_operator_id_fkey FOREIGN KEY (agency_id, operator_id)
    REFERENCES operators (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT first_approvals_agency_id_conversation_id_fkey FOREIGN KEY (agency_id, conversation_id)
    REFERENCES conversations (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT first_approvals_agency_id_account_id_fkey FOREIGN KEY (agency_id, account_id)
    REFERENCES accounts (agency_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER first_approvals_stand BEFORE UPDATE OR DELETE ON first_approvals
  FOR EACH ROW EXECUTE FUNCTION refuse_decision_change();
CREATE TRIGGER first_approvals_stay BEFORE TRUNCATE ON first_approvals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Agreeing is an accepting decision by somebody else on the same hash: the foreign key carries the hash and the first
-- person, the check says that they are two.
ALTER TABLE decisions
  ADD COLUMN first_id uuid,
  ADD COLUMN first_operator_id uuid,
  ADD CONSTRAINT decision_is_seconded_whole CHECK ((first_id IS NULL) = (first_operator_id IS NULL)),
  ADD CONSTRAINT decision_seconds_by_accepting CHECK (first_id IS NULL OR outcome = 'accepting'),
  ADD CONSTRAINT decision_takes_two_people CHECK (first_operator_id <> operator_id),
  ADD CONSTRAINT decisions_agency_id_first_id_content_hash_first_operator_i_fkey
    FOREIGN KEY (agency_id, first_id, content_hash, first_operator_id)
    REFERENCES first_approvals (agency_id, id, content_hash, operator_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  DROP CONSTRAINT decision_kind,
  ADD CONSTRAINT decision_kind CHECK (kind IN ('accept', 'edit', 'escalate', 'dismiss', 'release', 'send-back'));

-- What waits for a second person is accepted as it waits or not at all.
CREATE FUNCTION refuse_lone_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM first_approvals f WHERE f.agency_id = NEW.agency_id AND f.draft_id = NEW.draft_id
     AND f.draft_version = NEW.draft_version - 1 AND f.id IS DISTINCT FROM NEW.first_id) THEN
    RAISE EXCEPTION 'a reply that waits for a second person is accepted by them' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decisions_take_two BEFORE INSERT ON decisions FOR EACH ROW WHEN (NEW.outcome = 'accepting')
  EXECUTE FUNCTION refuse_lone_approval();

ALTER TABLE drafts
  DROP CONSTRAINT draft_state,
  ADD CONSTRAINT draft_state CHECK (state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted', 'sent', 'stopped',
    'escalated', 'released', 'dismissed', 'superseded', 'elsewhere'));
DROP INDEX one_open_card_per_conversation;
CREATE UNIQUE INDEX one_open_card_per_conversation ON drafts (agency_id, conversation_id)
  WHERE state IN ('open', 'redrafting', 'snoozed', 'second');
DROP INDEX drafts_open;
CREATE INDEX drafts_open ON drafts (agency_id, created_at)
  WHERE state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted');
