import { defineConfig } from 'prisma/config'

/** For the Prisma CLI alone; the program itself reads its settings in `src/config.ts`. */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://nobody@127.0.0.1:1/none' },
})
