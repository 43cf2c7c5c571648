/** A body that came alone, or with files beside it. */
export async function sentIn(bytes: Buffer, type: string): Promise<{ raw: string; files: Map<string, Buffer> }> {
  if (!type.startsWith('multipart/')) return { raw: bytes.toString(), files: new Map() }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const files = new Map<string, Buffer>()
  for (const [, part] of form) {
    if (typeof part !== 'string') files.set(part.name, Buffer.from(await part.arrayBuffer()))
  }
  return { raw: String(form.get('payload_json')), files }
}

/** Every file is to be named in the body, and every picture that is shown to come with it. */
export function problemsOfFiles(
  sent: { attachments?: { filename: string }[]; data?: { attachments?: { filename: string }[] } },
  files: ReadonlyMap<string, Buffer>,
): string[] {
  const named = (sent.attachments ?? sent.data?.attachments ?? []).map(({ filename }) => filename)
  const shown = [...JSON.stringify(sent).matchAll(/attachment:\/\/([^"]+)/g)].map(([, name = '']) => name)
  return [
    ...(named.join() === [...files.keys()].join() ? [] : [`files ${[...files.keys()]} named ${named}`]),
    ...shown.filter((name) => !files.has(name)).map((name) => `no file ${name}`),
  ]
}
