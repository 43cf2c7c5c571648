import { curlOf, doorOf, reachDoor, readPost, sendPost, signPost } from './post-message.ts'
import { runCommand, terminal, withApp } from './run-command.ts'

await runCommand(async (args, config) => {
  const post = readPost(args)
  const door = doorOf(post, config)
  if (!post['print-curl']) await reachDoor(door)
  const openHere = (sourceId: string) =>
    withApp(config, async ({ platforms }) => (await platforms.openSource(sourceId))?.secrets[0] ?? null)
  const signed = await signPost(post, door, new Date(), openHere)
  if (!post['print-curl']) return sendPost(signed, terminal)
  terminal.say(curlOf(signed))
  return 0
})
