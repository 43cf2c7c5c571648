// `<details>` menus close as menus do: by Escape, by a click elsewhere, and when another opens.

function closeAll(except = null) {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (menu !== except) menu.open = false
}

export function watchMenus() {
  document.addEventListener('click', ({ target }) => closeAll(target.closest('details.menu')))
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    const menu = event.target.closest?.('details.menu[open]')
    closeAll()
    menu?.querySelector('summary').focus()
  })
}
