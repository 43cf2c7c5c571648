// The desk in the browser: what is drawn comes from the server, this only presses, fetches and keeps focus.

import { watchActing } from './acting.js'
import { watchCommand } from './command.js'
import { watchDrawer } from './drawer.js'
import { watchForms } from './forms.js'
import { watchHealth } from './health.js'
import { watchKeys } from './keys.js'
import { listen } from './live.js'
import { watchMenus } from './menus.js'
import { showCurrentPage } from './pages.js'
import { watchPresses } from './press.js'
import { watchSimulator } from './simulator.js'
import { keepTimes } from './times.js'

keepTimes()
showCurrentPage()
watchDrawer()
watchForms()
watchPresses()
watchMenus()
watchKeys()
watchCommand()
watchActing()
watchSimulator()
watchHealth()
listen()
