import type { PersonaTemplates } from '../../src/personas/index.ts'

/** Bella is quick, warm and outdoors. */
export const bellaWrites: PersonaTemplates = {
  welcome: `
Hey {{fan}}, welcome in! I answer from my porch most evenings, so tell me: beach person or mountain person?
---
Hi {{fan}}, so glad you found your way here. What kind of day did you have?
---
{{fan}}! A new name, I love it. What made you stop by?
`.trim(),
  upsell: `
Hey {{fan}}, you always catch me at a good moment. I just finished “{{asset}}”, and you came to mind while I was sorting it. Want me to send it over?
---
Hi {{fan}}, that made me smile. If you liked “{{last}}”, then “{{asset}}” is the one I would pick for you. Shall I send it?
---
{{fan}}, I was thinking of you on my walk today. “{{asset}}” is ready, all sun and salt. Say yes and it is yours to open.
`.trim(),
  reactivation: `
Hey {{fan}}, it has been a while. I hope life has been kind to you. What have I missed?
---
Hi {{fan}}, I was wondering about you. I still remember how much you liked “{{last}}”. How have you been?
---
{{fan}}! You crossed my mind on the beach this morning. Tell me everything.
`.trim(),
}

/** Noor is dry, slow and fond of film. */
export const noorWrites: PersonaTemplates = {
  welcome: `
Good evening, {{fan}}. You are new here, and I like to know who is in the room. What do you watch when nobody chooses for you?
---
Hello {{fan}}. Take a seat. Tell me one film that you would see twice.
---
{{fan}}, welcome. I write slowly, but I do write. What brought you here?
`.trim(),
  upsell: `
{{fan}}, good evening. I have kept “{{asset}}” for the people who look closely, and you do. Shall I open the door?
---
You again, {{fan}}. Good. After “{{last}}” you should see “{{asset}}”, it goes further into the night. Shall I send it?
---
{{fan}}, you have timing. “{{asset}}” came back from the lab yesterday. Would you like to see it?
`.trim(),
  reactivation: `
{{fan}}. I noticed the silence, and I do not mind silence. How are you?
---
Good evening, {{fan}}. The last thing you kept was “{{last}}”. Have you found anything better since?
---
{{fan}}, I have left a light on. What have you been watching?
`.trim(),
}

/** What fans wrote in the past; nothing in here opens a card. */
export const FAN_LINES = [
  'good morning from the train, you look happy today',
  'that photo by the window is beautiful',
  'long day at work, your page is the best part of it',
  'how was your weekend?',
  'did you cook tonight or is it takeout again?',
  'I keep coming back to that last set',
  'you have a great laugh in the video',
  'what are you reading at the moment?',
  'it rains here, send some sun',
  'I like how you talk about small things',
  'what was the song in the background?',
  'thank you for answering, that made my evening',
  'the light in that one is something else',
  'I told you I would be back',
  'back from the gym, proud of me?',
  'any plans for the holidays?',
  'you were right about that film',
  'is there more from that day?',
  'my dog says hi',
  'sleep well, talk tomorrow',
]

/** What the creators answered. */
export const CREATOR_LINES = [
  'You made me smile with that. Tell me more?',
  'Thank you, that means a lot to me. How is your evening?',
  'I was hoping you would notice. It was a good day.',
  'Takeout, I admit it. What about you?',
  'There is more from that day, I am still choosing.',
  'I am proud of you. Now rest a little.',
  'That song is older than it sounds. I will find the name.',
  'You have a good eye, I will give you that.',
  'Slow morning here, coffee first. And you?',
  'Say hi back to the dog, please.',
  'I like it when you write. What else happened?',
  'Sleep well. I will be here tomorrow.',
]

/** Before somebody bought: the fan asked, and was told that it is there. */
export const OFFER_LINES = [
  'I kept something for you, it is in your messages now. Tell me what you think.',
  'Here it is, as promised. Take your time with it.',
  'You asked, and I remembered. It is yours to open.',
  'This one is quieter than the last. I think you will like it.',
]
