-- Pictures that were handed to a desk, by what they show: drawn again, a card takes the same file, and one that a desk
-- doesn't take is not sent to it for ever.
CREATE TABLE desk_pictures (
  agency_id uuid NOT NULL,
  desk text NOT NULL,
  workspace text NOT NULL,
  digest text NOT NULL,
  tries int4 NOT NULL CHECK (tries > 0),
  file text,
  at timestamptz(3) NOT NULL,
  refused_at timestamptz(3),
  PRIMARY KEY (agency_id, desk, workspace, digest)
);
CREATE INDEX desk_pictures_at ON desk_pictures (at);
