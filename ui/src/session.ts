// Who is using the workbench. Alone on one's machine there is nobody to ask; in a team everything waits for a login.
import { computed, reactive } from 'vue'
import type { Session } from './api.d'
import { get, onRefused, post, setToken } from './api'

export const session = reactive({ known: false, team: false, user: null as string | null, role: null as string | null, writable: true })
export const admin = computed(() => session.team && session.role === 'admin')
export const locked = computed(() => session.known && session.team && !session.user)
function take(s: Session) {
  setToken(s.token)
  Object.assign(session, { known: true, team: s.team, user: s.user, role: s.role, writable: s.writable })
}
/** Asked once when the page opens, and again when an answer says that the session has ended. */
export async function whoami() { try { take(await get('/api/v1/session', null)) } catch { session.known = true /* not connected: the views say so */ } }
export async function login(user: string, password: string) { take(await post('/api/v1/login', null, {}, { user, password })) }
export async function logout() { take(await post('/api/v1/logout', null)) }
export async function newPassword(old: string, fresh: string) { take(await post('/api/v1/password', null, {}, { old, new: fresh })) }
onRefused(() => { if (session.user) { setToken(null); session.user = session.role = null } })
