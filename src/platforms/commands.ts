import { ZodError } from 'zod'
import { creatorsLike, creatorTyped } from '../agency/index.ts'
import { type Actor, type CommandDefinition, defineCommand, done, type Option, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { addAccount } from './add-account.ts'
import { words } from './words.ts'

interface Named {
  id: string
  name: string
}

/** `/creator account`: where a creator's fans write. Events that name another account are set aside. */
export function accountCommands(
  ground: Ground,
  creatorsOf: (agencyId: string) => Promise<Named[]>,
): CommandDefinition[] {
  return [
    defineCommand({
      group: 'creator',
      name: 'account',
      summary: 'Name an account of a creator, where their fans write',
      arguments: [
        {
          name: 'creator',
          summary: 'the creator’s name',
          required: true,
          suggest: async ({ actor, typed }: { actor: Actor; typed: string }): Promise<Option[]> =>
            creatorsLike(await creatorsOf(actor.agencyId), typed),
        },
        { name: 'platform', summary: 'such as onlyfans, fansly or fanvue', required: true },
        { name: 'account', summary: 'the account as events name it, without blanks', required: true },
      ],
      least: 'admin',
      async run({ actor, arguments: { creator: typed = '', platform = '', account = '' } }) {
        const creator = creatorTyped(await creatorsOf(actor.agencyId), typed)
        if (typeof creator === 'string') return refused(creator)
        const added = { agencyId: actor.agencyId, creatorId: creator.id, platform, externalId: account.trim() }
        const by = { kind: 'operator' as const, id: actor.operatorId }
        try {
          await addAccount(ground, { ...added, platform: platform.trim().toLowerCase() }, by)
        } catch (error) {
          if (error instanceof ZodError) return refused(words.badAccount(error.issues[0]?.message ?? ''))
          throw error
        }
        return done(words.accountAdded(account.trim(), creator.name))
      },
    }),
  ]
}
