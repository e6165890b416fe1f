import type { Refusal } from '../platform/refusal.ts'

export const LONGUEUR_MIN = 12
export const LONGUEUR_MAX = 200
/** Failures within the window before sign-in waits. Not a legal value: a choice of ours, in docs/adr/0007. */
export const ECHECS_MAX = 8
export const FENETRE_MINUTES = 15

/** A long phrase is better than a short riddle: length, and not the identifiant itself (ADR 0007). */
export function refusDuMotDePasse(motDePasse: string, identifiant: string): Refusal[] {
  if (motDePasse.length < LONGUEUR_MIN)
    return [
      {
        code: 'trop_court',
        champ: 'motDePasse',
        message: `Le mot de passe a au moins ${LONGUEUR_MIN} caractères : une phrase convient bien.`,
      },
    ]
  if (motDePasse.length > LONGUEUR_MAX)
    return [{ code: 'trop_long', champ: 'motDePasse', message: `Le mot de passe a au plus ${LONGUEUR_MAX} caractères.` }]
  const nom = identifiant.split('@')[0] ?? ''
  if (nom.length > 3 && motDePasse.toLowerCase().includes(nom.toLowerCase()))
    return [{ code: 'contient_identifiant', champ: 'motDePasse', message: 'Le mot de passe ne doit pas contenir votre identifiant.' }]
  return []
}

/** Too many failures: sign-in waits, whether the password is right or not, so that guessing teaches nothing (ADR 0007). */
export const refusDEssayer = (echecs: number): Refusal[] =>
  echecs >= ECHECS_MAX
    ? [{ code: 'trop_d_essais', message: `Trop d’essais. Attendez ${FENETRE_MINUTES} minutes, ou demandez à votre administrateur.` }]
    : []
