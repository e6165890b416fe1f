/** All that is wrong with the environment, one message per fault. */
export class ConfigInvalide extends Error {
  readonly fautes: string[]
  constructor(fautes: string[]) {
    super(`Configuration invalide :\n${fautes.map(faute => `  - ${faute}`).join('\n')}`)
    this.fautes = fautes
  }
}

export type Env = Record<string, string | undefined>
export type Exiger = (juste: boolean, faute: string) => unknown

export const estUrl = (valeur: string, ...protocoles: string[]) =>
  URL.canParse(valeur) && protocoles.includes(new URL(valeur).protocol)

export function entier(valeur: string | undefined, defaut: number): number {
  if (valeur === undefined || valeur === '') return defaut
  return /^\d{1,6}$/.test(valeur) ? Number(valeur) : -1
}
