import type { PersonaTemplates } from './store.ts'

/**
 * What a new creator's persona begins with. No template names {{price}}: the price stands on the card and may be changed
 * there, and a text that named another one would be wrong.
 */
export const DEFAULT_TEMPLATES: PersonaTemplates = {
  welcome: `
Hey {{fan}}, welcome. I am happy you are here. Tell me a little about you, and what made you stop by?
---
Hi {{fan}}. How nice to have you here. What kind of day are you having?
---
Hello {{fan}}, good to see a new name here. Make yourself at home. What would you like to see more of?
---
Hey {{fan}}. Thank you for joining me. I read what people write here, so tell me what you like.
`.trim(),
  upsell: `
Hey {{fan}}, good to hear from you. I have “{{asset}}” here, and I think it is your kind of thing. Want me to send it over?
---
Hi {{fan}}. You came to mind with this one: “{{asset}}”. You liked “{{last}}”, so this could be for you. Shall I send it?
---
Hello {{fan}}, I like it when you write. There is “{{asset}}”, if you are curious. Just say yes and it is yours to open.
`.trim(),
  // To a fan who came back, and to one who is still silent: no line says that they wrote.
  reactivation: `
Hey {{fan}}, it has been a while. I hope you are well. What have you been up to?
---
Hi {{fan}}. I still remember that you liked “{{last}}”. How have you been?
---
Hello {{fan}}, I was wondering about you. A few things have changed here since you last looked in. Shall I show you around?
`.trim(),
}

/** For what no template of a persona covers: a friendly line that promises nothing and asks for more. */
export const ANSWERS = `
Hey {{fan}}, it is good to hear from you. Tell me more?
---
Hi {{fan}}. You made me smile. What else is on your mind?
---
Hello {{fan}}, thank you for writing to me. How is the rest of your day?
`.trim()

/**
 * For a talk that nobody else began; promises nothing. The ones with something to offer name it, in a sentence without the
 * fan's name: to who has none it is left out.
 */
export const APPROACHES = {
  plain: `
Hey {{fan}}. You came to mind today. How is your week going?
---
Hi {{fan}}. I wanted to say hello. What have you been up to?
---
Hello {{fan}}. I was wondering how you are. Tell me something good about your day?
`.trim(),
  offer: `
Hey {{fan}}. I have “{{asset}}” here, and I think it is your kind of thing. Want to have a look?
---
Hi {{fan}}. “{{asset}}” made me think of you. You liked “{{last}}”, so this could be for you. Shall I send it?
---
Hello {{fan}}. There is “{{asset}}”, if you are curious. Just say yes and it is yours to open.
`.trim(),
}

/** Put before such a text when every variant has been proposed already. */
export const HELLOS = ['Just a quick hello.', 'I have a quiet moment and thought of you.']

/** Put before a text when every variant has been proposed already, so that another draft is another text. */
export const OPENINGS = [
  'It is so good to hear from you.',
  'Thank you for writing to me.',
  'I was hoping for a message like this.',
  'You always pick a good moment.',
]
