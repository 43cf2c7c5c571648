// On a telephone the pages lie beside each other: the one that is open is in sight.

export function showCurrentPage() {
  const nav = document.querySelector('.top nav')
  const current = nav?.querySelector('[aria-current]')
  if (current) nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2
}
