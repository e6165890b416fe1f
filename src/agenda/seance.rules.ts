import { afficherHeure, afficherJour, estPassee, type Jour, type Moment } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDUneMorte } from './convocation.rules.ts'
import { type Etat, etats, refusDEtat, suitesPossibles } from './etat.rules.ts'
import { refusApresLaFin } from './moment.rules.ts'

/**
 * People are added to a session to come that the agenda still holds (terrain §1.5: an opening range
 * decides what exists).
 */
export function refusDeSeance(seance: Moment, dansLAgenda: boolean, maintenant: Moment): Refusal[] {
  if (estPassee(seance, maintenant))
    return [
      {
        code: 'seance_passee',
        message: `La séance du ${afficherJour(seance.le)} à ${afficherHeure(seance.heure)} a déjà commencé : choisissez-en une autre.`,
      },
    ]
  return dansLAgenda
    ? []
    : [
        {
          code: 'seance_fermee',
          message:
            'Cette séance n’est plus dans l’agenda (absence, fermeture ou plage modifiée) : choisissez-en une autre.',
        },
      ]
}

export type Prochaine = Moment & { libres: number }
/**
 * One place, one person (terrain §1.10, weak point 3): who finds the session full reads where there
 * is room.
 */
export function refusDePlaces(
  demandees: number,
  libres: number,
  prochaines: Prochaine[],
): Refusal[] {
  if (demandees <= libres) return []
  const reste =
    libres === 0
      ? 'Cette séance est complète.'
      : `Il ne reste que ${libres} ${libres > 1 ? 'places' : 'place'} pour ${demandees} personnes.`
  const suite = prochaines
    .map(
      prochaine =>
        `le ${afficherJour(prochaine.le)} à ${afficherHeure(prochaine.heure)} (${prochaine.libres} ${prochaine.libres > 1 ? 'places' : 'place'})`,
    )
    .join(', ')
  const ou =
    suite === ''
      ? ' Aucune autre séance n’a de place dans les six mois : ouvrez-en une.'
      : ` Prochaines séances où il reste de la place : ${suite}.`
  return [{ code: 'complet', champ: 'dossiers', message: `${reste}${ou}` }]
}

export type Candidat = {
  nom: string
  clos: boolean
  decedeLe: Jour | null
  finLe: Jour | null | undefined
  dejaInscrite: boolean
  ailleurs: { heure: string; lieu: string } | null
  detention: string | null
}
/**
 * Who may join a session: an open dossier, a measure that still runs, nobody twice at one moment;
 * detention is confirmed, never silent.
 */
export function refusDInscription(candidat: Candidat, le: Jour, malgre: boolean): Refusal[] {
  const dire = (code: string, message: string): Refusal[] => [
    { code, champ: 'dossiers', message: `${candidat.nom} : ${message}` },
  ]
  const morte = refusDUneMorte(candidat.decedeLe)[0]
  if (morte) return dire(morte.code, morte.message)
  if (candidat.clos)
    return dire('dossier_clos', 'le dossier est clos, la personne ne peut plus être convoquée.')
  if (candidat.dejaInscrite) return dire('deja_inscrite', 'déjà sur la liste de cette séance.')
  if (candidat.ailleurs)
    return dire(
      'deja_convoquee',
      `déjà convoquée à ce moment-là, à ${afficherHeure(candidat.ailleurs.heure)} (${candidat.ailleurs.lieu}).`,
    )
  const fin = refusApresLaFin(candidat.finLe, le)[0]
  if (fin) return dire(fin.code, fin.message)
  return candidat.detention && !malgre
    ? dire(
        'detention',
        `détenue (${candidat.detention}). Pour l’inscrire quand même, cochez « Inscrire malgré la détention ».`,
      )
    : []
}

type Participant = { nom: string; etat: string; le: Jour; heure: string }
/**
 * What may still be noted of a participant at this moment: nothing is decided in the agent's place.
 */
export const issuesPossibles = (donnees: Omit<Participant, 'nom'>, maintenant: Moment): Etat[] =>
  (['honoree', 'excusee', 'manquee'] as const).filter(
    vers =>
      donnees.etat === vers ||
      (suitesPossibles(donnees.etat).includes(vers) &&
        refusDEtat(donnees, vers, maintenant).length === 0),
  )

/**
 * Two agents note one session: the second reads whose line has changed meanwhile, and nothing is
 * overwritten.
 */
export function refusDIssue(
  participant: Participant,
  vu: string,
  vers: Etat,
  maintenant: Moment,
): Refusal[] {
  if (participant.etat !== vu)
    return [
      {
        code: 'note_entretemps',
        message: `${participant.nom} : un autre agent vient de noter « ${etats[participant.etat as Etat] ?? participant.etat} ». Vérifiez, puis enregistrez de nouveau.`,
      },
    ]
  return participant.etat === vers
    ? []
    : refusDEtat(participant, vers, maintenant).map(refus => ({
        ...refus,
        message: `${participant.nom} : ${refus.message}`,
      }))
}

/** A person leaves a session that has not taken place; afterwards one notes what happened. */
export function refusDeRetrait(donnees: { etat: string }): Refusal[] {
  return donnees.etat === 'prevue'
    ? []
    : [
        {
          code: 'plus_prevue',
          message: `Cette inscription est « ${etats[donnees.etat as Etat] ?? donnees.etat} » : elle ne se retire plus.`,
        },
      ]
}

const [NUMEROS_CHERCHES, NOMS_CHERCHES] = [50, 3]
/**
 * « D-2026-000012, Martin ; Durand » : numbers on one side, names on the other; what is too much
 * for one search is in `laisses`.
 */
export function lireRecherche(requete: string): {
  numeros: string[]
  noms: string[]
  laisses: string[]
} {
  const termes = [
    ...new Set(
      requete
        .split(/[,;\n]/)
        .map(morceau => morceau.trim())
        .filter(texte => texte.length > 1),
    ),
  ]
  const estNumero = (texte: string) => /\d{4,}/.test(texte)
  const [numeros, noms] = [termes.filter(estNumero), termes.filter(terme => !estNumero(terme))]
  return {
    numeros: numeros.slice(0, NUMEROS_CHERCHES).map(texte => texte.toUpperCase()),
    noms: noms.slice(0, NOMS_CHERCHES),
    laisses: [...numeros.slice(NUMEROS_CHERCHES), ...noms.slice(NOMS_CHERCHES)],
  }
}
