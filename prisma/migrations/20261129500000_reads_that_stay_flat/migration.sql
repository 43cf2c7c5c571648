-- What a draft, a list of content and a handover read, without a look at everything that is stored.
CREATE INDEX "draft_outcomes_agency_id_at_idx" ON "draft_outcomes"("agency_id", "at");
CREATE INDEX "decisions_agency_id_operator_id_at_idx" ON "decisions"("agency_id", "operator_id", "at");
CREATE INDEX purchases_of_assets ON purchases (agency_id, asset_id, fan_id) WHERE asset_id IS NOT NULL;
CREATE INDEX quotes_shown ON quotes (agency_id, shown_at DESC) WHERE shown_at IS NOT NULL;
