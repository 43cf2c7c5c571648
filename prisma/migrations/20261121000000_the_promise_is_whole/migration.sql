-- What a check can't judge it lets through: with assets unknown the hash is unknown, and any text would pass. And what a
-- hash is over must be written in one way only, or one field could stand for another.
ALTER TABLE decisions
  ALTER COLUMN asset_ids SET NOT NULL,
  ADD CONSTRAINT decision_assets CHECK (array_position(asset_ids, NULL) IS NULL AND coalesce(array_ndims(asset_ids), 1) = 1);
ALTER TABLE deliveries
  ALTER COLUMN asset_ids SET NOT NULL,
  ADD CONSTRAINT delivery_assets CHECK (array_position(asset_ids, NULL) IS NULL AND coalesce(array_ndims(asset_ids), 1) = 1),
  ADD CONSTRAINT delivery_currency CHECK (currency ~ '^[A-Z]{3}$');

-- A delivery stands as its decision does: it is stored whole, only erasure takes its text, and it is never taken away,
-- since its decision could be delivered a second time then.
CREATE FUNCTION refuse_delivery_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.erased_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE'
     AND (NEW.agency_id, NEW.id, NEW.decision_id, NEW.decision_outcome, NEW.content_hash, NEW.draft_id, NEW.conversation_id,
          NEW.account_id, NEW.price_minor, NEW.currency, NEW.asset_ids, NEW.turn_to_seq, NEW.created_at)
       IS NOT DISTINCT FROM
         (OLD.agency_id, OLD.id, OLD.decision_id, OLD.decision_outcome, OLD.content_hash, OLD.draft_id, OLD.conversation_id,
          OLD.account_id, OLD.price_minor, OLD.currency, OLD.asset_ids, OLD.turn_to_seq, OLD.created_at)
     AND ((NEW.text, NEW.salt, NEW.erased_at) IS NOT DISTINCT FROM (OLD.text, OLD.salt, OLD.erased_at)
          OR (NEW.text IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a delivery is what was decided: only erasure may take its text' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER deliveries_stand BEFORE INSERT OR UPDATE OR DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION refuse_delivery_change();
CREATE TRIGGER deliveries_stay BEFORE TRUNCATE ON deliveries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The sealer takes facts in (xid, id) order and finds them again by both.
ALTER TABLE seals ADD COLUMN fact_xid xid8 NOT NULL;
