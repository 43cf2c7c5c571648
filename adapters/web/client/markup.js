// The only place where the client makes HTML, from our own server's fragments, where every word is escaped already.

const policy = globalThis.trustedTypes?.createPolicy('desk', { createHTML: (markup) => markup })

/** A fragment of the server as nodes. */
export function nodesOf(markup) {
  const template = document.createElement('template')
  template.innerHTML = policy ? policy.createHTML(markup) : markup
  return template.content
}

/** An element with text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
