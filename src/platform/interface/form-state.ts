/** What a form shows: values as typed, errors by path (`etapes.0.quoi`), refusals of the domain. */
export type FormState = {
  values: Record<string, unknown>
  errors: Record<string, string[]>
  refusals: { code?: string; message: string; source?: { texte: string; article: string } }[]
  /**
   * What is wrong with the sending itself (an old page, a key already used): the screen says it,
   * the form only stops.
   */
  alerte?: string
}

type Refus = FormState['refusals'][number] & { champ?: string }
/**
 * A form with what the domain refuses, each also beside its field; a field that cannot be read has
 * its own message, and no other.
 */
export function avecRefus(state: FormState, refus: readonly Refus[]): FormState {
  const retenus = refus.filter(unRefus => !unRefus.champ || !state.errors[unRefus.champ])
  const errors = { ...state.errors }
  for (const { champ, message } of retenus)
    if (champ) errors[champ] = [...(errors[champ] ?? []), message]
  return { ...state, errors, refusals: [...state.refusals, ...retenus] }
}

const estNoeud = (v: unknown): v is Record<string, unknown> => v !== null && typeof v === 'object'
/** The raw value at a path. */
export function valeurBrute(values: Record<string, unknown>, chemin: string): unknown {
  let noeud: unknown = values
  for (const cle of chemin.split('.'))
    noeud = estNoeud(noeud) && Object.hasOwn(noeud, cle) ? noeud[cle] : undefined
  return noeud
}

/** The value at a path, as the text that a field shows. */
export function valeur(state: FormState, chemin: string): string {
  const v = valeurBrute(state.values, chemin)
  return v === undefined || v === null || typeof v === 'object' ? '' : String(v)
}

/** The values at a path, for a group of boxes. */
export function valeurs(state: FormState, chemin: string): string[] {
  const valeur = valeurBrute(state.values, chemin)
  if (Array.isArray(valeur)) return valeur.map(String)
  return valeur === undefined || valeur === null || valeur === '' ? [] : [String(valeur)]
}

/** The lines at a path, for a form that grows: those that are lines. */
export function lignesDe(
  values: Record<string, unknown>,
  chemin: string,
): Record<string, unknown>[] {
  const v = valeurBrute(values, chemin)
  return Array.isArray(v)
    ? v.map(valeur =>
        valeur !== null && typeof valeur === 'object' && !Array.isArray(valeur) ? valeur : {},
      )
    : []
}

/**
 * The texts at a path by their names (what a page showed when it was opened): those that are texts.
 */
export function textesDe(values: Record<string, unknown>, chemin: string): Record<string, string> {
  const v = chemin === '' ? values : valeurBrute(values, chemin)
  const entrees = v !== null && typeof v === 'object' ? Object.entries(v) : []
  return Object.fromEntries(
    entrees.filter((entree): entree is [string, string] => typeof entree[1] === 'string'),
  )
}

/**
 * The version that a form carries: the one its text began from, until a conflict has been shown;
 * then the present one.
 */
export function versionDuFormulaire(state: FormState, actuelle: number): number {
  const portee = valeur(state, 'version')
  return state.refusals.length > 0 || portee === '' ? actuelle : Number(portee)
}

/** `etapes.0.quoi` as a form sends it: `etapes[0][quoi]`. */
export const nomHtml = (chemin: string) =>
  chemin.split('.').reduce((nom, cle) => (nom === '' ? cle : `${nom}[${cle}]`), '')
/** Where the error summary leads for a path. */
export const idDe = (chemin: string) => `champ-${chemin.replaceAll('.', '-')}`
