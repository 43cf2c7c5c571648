/** Sentences of `/persona test`. */
export const words = {
  title: (creator: string) => `Test · ${creator}`,
  summary: 'What would be drafted; nothing was sent',
  noVersion: (creator: string, typed: string) => `${creator} has no version ${typed}. /persona list shows them.`,
  noText: (max: number) => `A message has 1 to ${max.toLocaleString('en')} characters.`,
  draft: 'Draft',
  none: 'No draft: a person would write.',
  stopped: (level: number, rule: string) => `No draft from a model: ${rule}, level ${level}.`,
  found: (level: number, rule: string) => `level ${level}, ${rule}`,
  template: 'Safe template',
  confidence: (percent: number) => `confidence ${percent}%`,
  persona: (name: string, version: number) => `persona ${name} v${version}`,
  writer: (writer: string) => `written by ${writer}`,
  nothingSent: 'Nothing was sent, and no card was opened.',
}
