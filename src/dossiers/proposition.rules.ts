import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

/** What a person may say of themself at a hearing, and how it is named. */
export const champsDits = {
  telephone: 'Téléphone',
  courriel: 'Courriel',
  langues: 'Langue',
  interprete: 'Interprète',
  adresse: 'Où elle vit',
  numeroAppi: 'N° APPI',
} as const
export type ChampDit = keyof typeof champsDits

type Adresse = {
  logement: string
  adresse: string | null
  adresseComplement: string | null
  codePostal: string | null
  commune: string | null
  domicilieChez: string | null
}
export type FicheDite = Adresse & {
  telephone: string | null
  courriel: string | null
  langues: string[]
  interprete: boolean
  numeroAppi: string | null
}
/** `adresse` is whole or absent: half of one address and half of another would be nobody's. */
export type Dit = {
  telephone?: string
  courriel?: string
  langues: string[]
  interprete: boolean
  numeroAppi?: string
  adresse?: Adresse
}
export type Proposition = { champ: ChampDit; valeurs: Partial<FicheDite> }

const chiffres = (texte: string) => texte.replace(/\D/g, '')
const plat = (texte: string | null) => (texte ?? '').trim().toLowerCase()
const memeAdresse = (adresse: Adresse, autre: Adresse) =>
  (adresse.logement === 'inconnu' || adresse.logement === autre.logement) &&
  (['adresse', 'codePostal', 'commune', 'domicilieChez'] as const).every(
    cle => adresse[cle] === null || plat(adresse[cle]) === plat(autre[cle]),
  )
/** A commune alone says nothing of how one is housed. */
const logeComme = (adresse: Adresse, fiche: Adresse): Adresse =>
  adresse.logement === 'inconnu' ? { ...adresse, logement: fiche.logement } : adresse
const sansAdresse = (adresse: Adresse) =>
  adresse.logement === 'inconnu' && !adresse.adresse && !adresse.commune && !adresse.domicilieChez

/**
 * What was said against what the sheet has: a blank is filled, the same thing is nothing, another
 * thing is proposed to the service whose sheet it is. Nothing said is lost, nothing of the service
 * is written over (charte C1.1; terrain §5).
 */
export function comparerALaFiche(
  dit: Dit,
  fiche: FicheDite,
): { remplis: Partial<FicheDite>; proposes: Proposition[] } {
  const remplis: Partial<FicheDite> = {}
  const proposes: Proposition[] = []
  const dire = (champ: ChampDit, vide: boolean, valeurs: Partial<FicheDite>) =>
    vide ? Object.assign(remplis, valeurs) : proposes.push({ champ, valeurs })
  if (dit.telephone && chiffres(dit.telephone) !== chiffres(fiche.telephone ?? ''))
    dire('telephone', fiche.telephone === null, { telephone: dit.telephone })
  if (dit.courriel && plat(dit.courriel) !== plat(fiche.courriel))
    dire('courriel', fiche.courriel === null, { courriel: dit.courriel })
  const nouvelles = dit.langues.filter(langue => !fiche.langues.some(x => plat(x) === plat(langue)))
  if (nouvelles.length > 0) dire('langues', fiche.langues.length === 0, { langues: dit.langues })
  if (dit.interprete && !fiche.interprete)
    dire('interprete', fiche.langues.length === 0, { interprete: true })
  if (dit.numeroAppi && plat(dit.numeroAppi) !== plat(fiche.numeroAppi))
    dire('numeroAppi', fiche.numeroAppi === null, { numeroAppi: dit.numeroAppi })
  if (dit.adresse && !memeAdresse(dit.adresse, fiche))
    dire('adresse', sansAdresse(fiche), logeComme(dit.adresse, fiche))
  return { remplis, proposes }
}

/** A sheet that says nothing. */
export const ficheVide: FicheDite = {
  telephone: null,
  courriel: null,
  langues: [],
  interprete: false,
  numeroAppi: null,
  logement: 'inconnu',
  adresse: null,
  adresseComplement: null,
  codePostal: null,
  commune: null,
  domicilieChez: null,
}
const deLAdresse = [
  'logement',
  'adresse',
  'adresseComplement',
  'codePostal',
  'commune',
  'domicilieChez',
] as const
/**
 * What a hearing had filled and nobody has changed since, put back to nothing; an address goes
 * whole, or stays.
 */
export function aVider(remplis: Partial<FicheDite>, fiche: FicheDite): Partial<FicheDite> {
  const tel = (cle: keyof FicheDite) => JSON.stringify(fiche[cle]) === JSON.stringify(remplis[cle])
  const sienne = deLAdresse.every(cle => !(cle in remplis) || tel(cle))
  const cles = motsDe(remplis).filter(cle =>
    (deLAdresse as readonly string[]).includes(cle) ? sienne : tel(cle),
  )
  return Object.fromEntries(cles.map(cle => [cle, ficheVide[cle]]))
}

/** The sheet belongs to the service that follows the person (charte C9.1), and one decides once. */
export function refusDeDecider(
  donnees: { decision: string | null },
  serviceQuiSuit: string,
  serviceDeLActeur: string | null,
): Refusal[] {
  if (serviceQuiSuit !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message:
          'Cette fiche est celle d’un autre service : lui seul y reporte ce qui a été dit à l’audience.',
      },
    ]
  if (donnees.decision !== null)
    return [
      { code: 'deja_decidee', message: 'C’est déjà décidé : un autre agent vient de le faire.' },
    ]
  return []
}
