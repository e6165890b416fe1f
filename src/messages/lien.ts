let origine = 'http://localhost:3000'

/** The address by which the people reach the application, told once at start: the STOP links begin with it. */
export function reglerLOrigine(adresse: string): void {
  origine = adresse.replace(/\/+$/, '')
}
/** Short, for an SMS pays by the character. */
export const lienArret = (jeton: string): string => `${origine}/s/${jeton}`
