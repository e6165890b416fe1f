import { afficherJourCourt, estJour } from '../platform/date.ts'

/**
 * The words of a form beside its fields, by the last part of their names (`recit`), and those of
 * its lines (`sections`).
 */
export type LibellesDeFormulaire = Readonly<Record<string, string>>
export type MotsGardes = { libelle: string; texte: string }

/** `objectifs[0][etapes][1][quoi]`: what each part of the name says, a rank after its line. */
function libelleDe(nom: string, libelles: LibellesDeFormulaire): string {
  const parties = partiesDe(nom)
  return parties
    .flatMap((partie, i) => {
      if (libelles[partie]) return [libelles[partie]]
      return /^\d+$/.test(partie) && libelles[parties[i - 1] ?? '']
        ? [String(Number(partie) + 1)]
        : []
    })
    .join(', ')
    .replaceAll(/, (\d+)(?=,|$)/g, ' $1')
}

const partiesDe = (nom: string) => nom.split(/[[\].]+/).filter(Boolean)

/** As the form shows them: a draft is kept without the order of its fields. */
function dansLOrdre(une: string, autre: string, libelles: LibellesDeFormulaire): number {
  const ordre = Object.keys(libelles)
  const rang = (partie = '') => {
    if (/^\d+$/.test(partie)) return Number(partie)
    return ordre.includes(partie) ? ordre.indexOf(partie) : ordre.length
  }
  const [desA, desB] = [partiesDe(une), partiesDe(autre)]
  const i = desA.findIndex((partie, jours) => rang(partie) !== rang(desB[jours]))
  return i < 0 ? 0 : rang(desA[i]) - rang(desB[i])
}

/**
 * What a draft holds that somebody wrote, field by field in the order of the form: known fields
 * under their words, and whatever else has a space in it, so that no sentence is left out; keys and
 * choices are not words (ADR 0033).
 */
export function motsDuBrouillon(
  valeurs: Readonly<Record<string, string>>,
  libelles: LibellesDeFormulaire,
): MotsGardes[] {
  const champs = Object.entries(valeurs).sort(([une], [autre]) => dansLOrdre(une, autre, libelles))
  return champs.flatMap(([nom, valeur]) => {
    const texte = valeur.trim()
    const champ = partiesDe(nom).findLast(partie => !/^\d+$/.test(partie)) ?? ''
    const connu = libelles[champ] !== undefined
    if (texte === '' || (!connu && !/\s/.test(texte))) return []
    const libelle = libelleDe(nom, libelles)
    return [
      {
        libelle: connu ? libelle : libelle || 'Autre texte',
        texte: estJour(texte) ? afficherJourCourt(texte) : texte,
      },
    ]
  })
}
