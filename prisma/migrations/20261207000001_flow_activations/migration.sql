-- A flow that would begin with many fans in a day: whoever wants it active first waits for a second person, who agrees to
-- exactly that version.
CREATE TABLE flow_activations (
  agency_id uuid NOT NULL,
  flow_id uuid NOT NULL,
  version integer NOT NULL,
  asked_by_id uuid NOT NULL,
  entries integer NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  CONSTRAINT flow_activations_pkey PRIMARY KEY (agency_id, flow_id),
  CONSTRAINT flow_activations_agency_id_flow_id_version_fkey FOREIGN KEY (agency_id, flow_id, version)
    REFERENCES flow_versions (agency_id, flow_id, version) ON UPDATE RESTRICT ON DELETE CASCADE
);
