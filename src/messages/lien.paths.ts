import { motsReveles } from '../platform/revele.ts'

let origine = 'http://localhost:3000'

/**
 * The address by which the people reach the application, told once at start: the STOP links begin
 * with it.
 */
export function reglerLOrigine(adresse: string): void {
  origine = adresse.replace(/\/+$/, '')
}
let expediteurs: string[] = []
/** The senders that the configuration names: what stands beside a message on a locked telephone. */
export function reglerLesExpediteurs(noms: readonly (string | null | undefined)[]): void {
  expediteurs = noms.flatMap(nom => (nom ? [nom] : []))
}
/**
 * What reveals justice in the address of the links and in the senders, whatever the words of a
 * message (ADR 0032).
 */
export const motsDeLEnvoi = (): string[] =>
  motsReveles([new URL(origine).hostname, ...expediteurs].join(' '))
/** Short, for an SMS pays by the character. */
export const lienArret = (jeton: string): string => `${origine}/s/${jeton}`
