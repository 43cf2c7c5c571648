export const ROLES = ['creator', 'chatter', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const DESK_NAMES = ['web', 'slack', 'discord'] as const
export type DeskName = (typeof DESK_NAMES)[number]

/** `creator` stands beside the ladder: it reads its own figures and never acts on a card. */
const LADDER: Record<Role, number> = { creator: 0, chatter: 1, manager: 2, admin: 3 }

export function hasRole(role: Role, least: Role): boolean {
  return LADDER[role] >= LADDER[least]
}

declare const gate: unique symbol

/**
 * A person whom the gate has let through. Only `dispatch` makes one, so a use case that takes an `Actor` can't be
 * called by an API key, a flow or a task: a decision is a person's.
 */
export interface Actor {
  readonly [gate]: true
  readonly agencyId: string
  readonly operatorId: string
  readonly name: string
  readonly role: Role
  readonly via: DeskName
  /** False on the web desk until sign-in exists: its decisions are recorded as `web, unverified`. */
  readonly verified: boolean
}

/** Who a desk says is acting. The gate looks the operator up and checks the role. */
export interface Identity {
  agencyId: string
  desk: DeskName
  /** The desk's own id of the person: a Slack user, a Discord user, an operator chosen on the web desk. */
  externalId: string
  verified: boolean
}

export interface KnownOperator {
  operatorId: string
  name: string
  role: Role
}

/** For the gate alone. */
export function letThrough(identity: Identity, operator: KnownOperator): Actor {
  const actor = {
    agencyId: identity.agencyId,
    operatorId: operator.operatorId,
    name: operator.name,
    role: operator.role,
    via: identity.desk,
    verified: identity.verified,
  }
  return actor as Actor
}
