import { ouvrirDossierForm, refusDeNaissance } from '../dossiers/index.ts'
import { motsDesNatures, refusDeMesure } from '../mesures/index.ts'
import { type Jour, lireJour } from '../platform/date.ts'
import { colonneDe, type Faute, type LigneLue } from './fichier.lecture.ts'
import { type Champ, type Champs, cleDe } from './fichier.rules.ts'

/** What the names in a file refer to: by courriel, by name, whatever the case and accents. */
export type Connus = {
  agents: Map<string, string>
  antennes: Map<string, string>
  juridictions: Map<string, string>
}
type Personne = Record<string, unknown> & {
  nom: string
  prenoms: string
  naissanceLe: Jour
  numeroAppi?: string
}
export type Mesure = {
  nature: string
  juridictionId: string
  numeroParquet?: string
  decisionLe: Jour
  debutLe: Jour
  finLe?: Jour
}
/**
 * A measure that the file names without all that makes one: its words, and its kind when we know
 * it.
 */
export type EnAttente = { texte: string; nature: string | null }
/**
 * A line as it will be written; `enAttente` is what could not become a measure, in the file's own
 * words.
 */
export type Valeurs = { personne: Personne; mesure: Mesure | null; enAttente: EnAttente | null }
export type Verifiee = {
  numero: number
  valeurs: Valeurs | null
  champs: Champs
  fautes: Faute[]
  avertissements: Faute[]
}

/** The kinds by the words that name them, whatever their case and accents. */
const natures = new Map(motsDesNatures.map(([mot, nature]) => [cleDe(mot), nature]))
const JOURS: Champ[] = ['naissanceLe', 'suiviDepuisLe', 'decisionLe', 'debutLe', 'finLe']
const OUI = new Set(['oui', 'o', '1', 'vrai', 'x'])

/**
 * Each line with what is wrong in it, by column, in French; a line without a fault has its values.
 */
export function verifier(
  { numero, champs, fautes: deForme }: LigneLue,
  connus: Connus,
  aujourdhui: Jour,
): Verifiee {
  const fautes: Faute[] = [...deForme]
  const avertissements: Faute[] = []
  const jours: Partial<Record<Champ, Jour>> = {}
  for (const champ of JOURS) {
    const texte = champs[champ]
    const jour = texte === undefined ? undefined : lireJour(texte)
    if (jour === null)
      fautes.push({
        colonne: colonneDe(champ),
        message: `« ${texte} » n’est pas une date : écrivez jj/mm/aaaa.`,
      })
    else if (jour) jours[champ] = jour
  }
  const lue = ouvrirDossierForm.safeParse(brute(champs, jours, connus, avertissements))
  if (!lue.success) {
    const dites = new Set(fautes.map(faute => faute.colonne))
    for (const { path, message } of lue.error.issues) {
      const colonne = colonneDe(String(path[0]))
      if (!dites.has(colonne)) fautes.push({ colonne, message })
    }
  } else {
    for (const { champ, message } of refusDeNaissance(lue.data.naissanceLe, aujourdhui))
      fautes.push({ colonne: colonneDe(champ ?? ''), message })
    if (jours.suiviDepuisLe && jours.suiviDepuisLe > aujourdhui)
      fautes.push({ colonne: 'Suivi depuis le', message: 'Cette date est dans l’avenir.' })
  }
  const mesure = mesureDe(champs, jours, connus, { fautes, avertissements })
  const valeurs =
    lue.success && fautes.length === 0
      ? { personne: sansVide(lue.data) as Personne, ...mesure }
      : null
  return { numero, valeurs, champs, fautes, avertissements }
}

/** The person as a form would send it: `oui` for a box, ids for names. */
function brute(
  champs: Champs,
  jours: Partial<Record<Champ, Jour>>,
  connus: Connus,
  avertissements: Faute[],
): Record<string, unknown> {
  const {
    referent,
    antenne,
    mesure: _m,
    juridiction: _j,
    numeroParquet: _p,
    decisionLe: _d,
    debutLe: _b,
    finLe: _f,
    sexe,
    logement,
    ...reste
  } = champs
  const trouver = (
    champ: Champ,
    texte: string | undefined,
    dans: Map<string, string>,
    sinon: string,
  ) => {
    const id = texte === undefined ? undefined : dans.get(cleDe(texte))
    if (texte !== undefined && !id)
      avertissements.push({
        colonne: colonneDe(champ),
        message: `« ${texte} » n’est pas connu dans ce service : ${sinon}.`,
      })
    return id
  }
  const coche = (valeur: string | undefined) =>
    valeur && OUI.has(cleDe(valeur)) ? 'oui' : undefined
  const parAdresse = champs.adresse || champs.commune ? 'adresse' : undefined
  return {
    ...reste,
    ...(jours.naissanceLe ? { naissanceLe: jours.naissanceLe } : { naissanceLe: undefined }),
    suiviDepuisLe: jours.suiviDepuisLe,
    numeroAppi: champs.numeroAppi?.toUpperCase(),
    sexe: sexe?.slice(0, 1).toUpperCase(),
    logement: logement ? cleDe(logement).replaceAll(' ', '_') : parAdresse,
    interprete: coche(champs.interprete),
    refuseSms: coche(champs.refuseSms),
    referentId: trouver('referent', referent, connus.agents, 'il n’est pas repris'),
    antenneId: trouver('antenne', antenne, connus.antennes, 'elle n’est pas reprise'),
  }
}

type Dites = { fautes: Faute[]; avertissements: Faute[] }
/**
 * A measure when all of it is there; otherwise the words of the file, kept as what the dossier
 * waits for.
 */
function mesureDe(
  champs: Champs,
  jours: Partial<Record<Champ, Jour>>,
  connus: Connus,
  { fautes, avertissements }: Dites,
): { mesure: Mesure | null; enAttente: EnAttente | null } {
  const libelle = champs.mesure
  if (!libelle) return { mesure: null, enAttente: null }
  const nature = natures.get(cleDe(libelle)) ?? null
  const enAttente = {
    nature,
    texte: `Mesure du fichier importé : « ${libelle} »${champs.juridiction ? `, ${champs.juridiction}` : ''}. À compléter.`,
  }
  const juridictionId = champs.juridiction && connus.juridictions.get(cleDe(champs.juridiction))
  if (!nature)
    avertissements.push({
      colonne: 'Mesure',
      message: `« ${libelle} » n’est pas une mesure connue : reprise telle quelle, en attente.`,
    })
  if (champs.juridiction && !juridictionId)
    avertissements.push({
      colonne: 'Juridiction',
      message: `« ${champs.juridiction} » n’est pas connue : la mesure est reprise en attente.`,
    })
  if (!nature || !juridictionId || !jours.decisionLe) return { mesure: null, enAttente }
  const debutLe = jours.debutLe ?? jours.decisionLe
  for (const { champ, message } of refusDeMesure({
    nature,
    decisionLe: jours.decisionLe,
    debutLe,
    finLe: jours.finLe,
  }))
    fautes.push({ colonne: champ === 'nature' ? 'Mesure' : colonneDe(champ ?? ''), message })
  const facultatifs = sansVide({ numeroParquet: champs.numeroParquet, finLe: jours.finLe })
  return {
    mesure: { nature, juridictionId, decisionLe: jours.decisionLe, debutLe, ...facultatifs },
    enAttente: null,
  }
}

const sansVide = <T extends Record<string, unknown>>(objet: T) =>
  Object.fromEntries(
    Object.entries(objet).filter(([, valeur]) => valeur !== undefined && valeur !== ''),
  ) as {
    [K in keyof T]: NonNullable<T[K]>
  }
