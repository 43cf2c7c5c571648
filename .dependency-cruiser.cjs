/** The rules on imports, made from the table in .ci/who-may-import.cjs. `.ci/imports.ts` runs them and counts what it saw. */
const { ALL_ABOVE, GROUND, PACKAGES, SLICES, STORES } = require('./.ci/who-may-import.cjs')

/** Files that import what they need: wiring, entry points, sample data through the use cases, and everything tests use. */
const TESTS = String.raw`\.(test|conformance)\.ts$|[/.]fixtures\.ts$|^src/(stories|house|database/testing)/|^bench/`
const WIRING = '^src/(app|main|connections|model-of)\\.ts$|^src/cli/|^prisma/'
const LOOSE = `${TESTS}|${WIRING}`

const FRONT_DOOR = '^src/[^/]+/index\\.ts$'
const HANDLE = '^src/database/(pool|sql)\\.ts$'
/** Beside the front door: samples for the desks' pages and tests, which a slice has no use for. */
const GALLERY = '^src/desk/gallery\\.ts$'
const CODE = '^(src|adapters|jobs|prisma|manifests|bench)/'
const GENERATED = '^src/database/generated/'
const BROWSER = '^adapters/web/client/'

const above = (slice) => Object.keys(SLICES).slice(0, Object.keys(SLICES).indexOf(slice))

function rowOf(slice) {
  const row = SLICES[slice] === ALL_ABOVE ? above(slice) : SLICES[slice]
  const backwards = row.filter((name) => !above(slice).includes(name))
  if (backwards.length > 0) throw new Error(`The row of ${slice} names ${backwards}, which doesn't stand above it.`)
  return row
}

function sliceRule(slice) {
  const row = rowOf(slice)
  return {
    name: `${slice}-imports-its-row`,
    comment: `${slice} may import the front doors (index.ts) of ${['facts', ...row].join(', ')}; the kernel; the database handle (pool.ts, sql.ts).`,
    severity: 'error',
    from: { path: `^src/${slice}/`, pathNot: LOOSE },
    to: {
      path: CODE,
      pathNot: [
        `^src/${slice}/`,
        '^src/kernel/',
        HANDLE,
        GENERATED,
        `^src/(${['facts', ...row].join('|')})/index\\.ts$`,
      ],
    },
  }
}

function groundRule([room, row]) {
  return {
    name: `${room}-imports-its-row`,
    comment: `${room} lies under every slice and may import ${row.join(', ') || 'nothing'} beside itself.`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: LOOSE },
    to: { path: CODE, pathNot: [room, ...row].map((name) => `^src/${name}/`) },
  }
}

function packageRule([name, [packages, place]]) {
  return {
    name,
    comment: `The package ${packages} is imported only in ${place}.`,
    severity: 'error',
    from: { path: CODE, pathNot: `${place}|${TESTS}` },
    to: { path: `node_modules/(@types/)?(${packages})/` },
  }
}

const forbidden = [
  ...Object.entries(GROUND).map(groundRule),
  ...Object.keys(SLICES).map(sliceRule),
  {
    name: 'every-room-has-a-row',
    comment:
      'A folder of src/ that no row of .ci/who-may-import.cjs names. Add its row, or put the code where it belongs.',
    severity: 'error',
    from: {
      path: '^src/[^/]+/',
      pathNot: [...Object.keys(GROUND), ...Object.keys(SLICES), 'cli', 'stories', 'house'].map(
        (name) => `^src/${name}/`,
      ),
    },
    to: {},
  },
  {
    name: 'wiring-uses-front-doors',
    comment:
      'A file of src/ itself, but for app.ts and main.ts, imports front doors, kernel, the database handle and its neighbours.',
    severity: 'error',
    from: { path: '^src/[^/]+\\.ts$', pathNot: LOOSE },
    to: { path: CODE, pathNot: [FRONT_DOOR, '^src/kernel/', HANDLE, '^src/[^/]+\\.ts$'] },
  },
  {
    name: 'only-the-entry-imports-the-wiring',
    comment: 'app.ts is imported by main.ts, src/cli, prisma/seed and tests; main.ts and src/cli by nobody.',
    severity: 'error',
    from: { path: CODE, pathNot: LOOSE },
    to: { path: WIRING },
  },
  { ...only('main-is-imported-by-nobody', 'main.ts is started, never imported.'), to: { path: '^src/main\\.ts$' } },
  {
    name: 'adapters-use-front-doors',
    comment: 'An adapter imports front doors (and the gallery), the kernel, the type Sql, and its own folder and SDK.',
    severity: 'error',
    from: { path: '^adapters/', pathNot: LOOSE },
    to: { path: '^(src|prisma)/', pathNot: [FRONT_DOOR, '^src/kernel/', '^src/database/sql\\.ts$', GALLERY] },
  },
  {
    name: 'adapters-keep-apart',
    comment: 'An adapter never imports another one: where one needs what another has, app.ts hands it in.',
    severity: 'error',
    from: { path: '^adapters/([^/]+)/', pathNot: LOOSE },
    to: { path: '^adapters/', pathNot: '^adapters/$1/' },
  },
  {
    name: 'platforms-keep-apart',
    comment: 'A platform never imports another one; adapters/platforms/index.ts lists them.',
    severity: 'error',
    from: { path: '^adapters/platforms/([^/]+)/', pathNot: LOOSE },
    to: { path: '^adapters/platforms/[^/]+/', pathNot: '^adapters/platforms/$1/' },
  },
  {
    name: 'adapters-know-no-jobs',
    comment: 'An adapter never imports jobs: what is to be done later is a fact and its reaction.',
    severity: 'error',
    from: { path: '^adapters/', pathNot: LOOSE },
    to: { path: '^jobs/' },
  },
  {
    name: 'jobs-use-front-doors',
    comment: 'Jobs import front doors, the kernel, the database handle, and bullmq or node-cron.',
    severity: 'error',
    from: { path: '^jobs/', pathNot: LOOSE },
    to: { path: CODE, pathNot: [FRONT_DOOR, '^src/kernel/', HANDLE, '^jobs/'] },
  },
  {
    name: 'the-handle-is-a-type',
    comment: 'Of the database only types are imported from outside; the program is given a handle by main.ts.',
    severity: 'error',
    from: { path: CODE, pathNot: `${LOOSE}|^src/database/` },
    to: { path: '^src/database/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-prisma-client-stays-in-stores',
    comment: 'What Prisma generates is imported only by src/database and by store files.',
    severity: 'error',
    from: { path: CODE, pathNot: `^src/database/|${STORES}|${TESTS}` },
    to: { path: GENERATED },
  },
  {
    name: 'browser-code-keeps-apart',
    comment:
      'adapters/web/client is served to browsers as it lies: it imports only itself, and the server only reads it.',
    severity: 'error',
    from: { path: BROWSER },
    to: { pathNot: BROWSER },
  },
  { ...only('server-code-keeps-apart', 'adapters/web/client runs in browsers.'), to: { path: BROWSER } },
  {
    name: 'no-test-code-in-the-product',
    comment: 'Product code imports no tests, fixtures, stories or benchmarks.',
    severity: 'error',
    from: { path: CODE, pathNot: TESTS },
    to: { path: TESTS },
  },
  {
    name: 'no-development-packages-in-the-product',
    comment: 'Product code runs after npm ci --omit=dev: move the package to dependencies, or the code to a test.',
    severity: 'error',
    from: { path: CODE, pathNot: TESTS },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'Every imported package stands in package.json.',
    severity: 'error',
    from: { path: CODE },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
  },
  {
    name: 'no-dead-imports',
    comment: 'What is imported exists.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycles',
    comment: 'Nothing imports itself in a circle, types neither: move what both need to a file of its own.',
    severity: 'error',
    from: { path: CODE, pathNot: GENERATED },
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that imports nothing and is imported by nothing.',
    severity: 'error',
    from: { orphan: true, path: CODE, pathNot: TESTS },
    to: {},
  },
  ...Object.entries(PACKAGES).map(packageRule),
]

function only(name, comment) {
  return { name, comment, severity: 'error', from: { path: CODE, pathNot: BROWSER } }
}

module.exports = {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', GENERATED] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
