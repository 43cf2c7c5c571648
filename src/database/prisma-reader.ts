import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** Prisma's client over our pool, made when first asked for: it takes 40 ms that the hot paths never need. */
export function lazyReader(pool: pg.Pool): { get(): PrismaClient; close(): Promise<void> } {
  let client: PrismaClient | null = null
  return {
    get() {
      client ??= new PrismaClient({ adapter: new PrismaPg(pool) })
      return client
    },
    async close() {
      await client?.$disconnect()
    },
  }
}
