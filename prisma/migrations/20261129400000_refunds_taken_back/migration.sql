-- What was refunded is looked up purchase by purchase: few rows of many are refunds.
CREATE INDEX "purchases_refunds" ON "purchases" ("agency_id", "fan_id", "refund_of") WHERE "kind" = 'refund';

-- From now on what was refunded in full counts as no purchase, nor does what was never paid for: fans are counted anew.
UPDATE "fans" f SET "purchase_count" = kept.bought, "first_purchase_at" = kept.first_at, "last_purchase_at" = kept.last_at
FROM "fans" o CROSS JOIN LATERAL (
  SELECT count(*) AS bought, min(p.at) AS first_at, max(p.at) AS last_at FROM "purchases" p
  WHERE p.agency_id = o.agency_id AND p.fan_id = o.id AND p.kind <> 'refund' AND p.amount_minor > 0
    AND p.amount_minor + coalesce((SELECT sum(b.amount_minor) FROM "purchases" b WHERE b.agency_id = p.agency_id
      AND b.fan_id = p.fan_id AND b.kind = 'refund' AND b.refund_of = p.external_id), 0) > 0) kept
WHERE f.agency_id = o.agency_id AND f.id = o.id AND EXISTS (SELECT FROM "purchases" p
  WHERE p.agency_id = o.agency_id AND p.fan_id = o.id AND (p.kind = 'refund' OR p.amount_minor = 0));
