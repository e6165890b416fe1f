import { type Homonyme, personnes, rapprocher, refuserAuPlafond } from '../dossiers/index.ts'
import { attentesDesDossiers, libelleDeNature, mesuresDesDossiers } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import {
  A_NOTER,
  comparer,
  type Difference,
  reconnaitrePersonne,
  type Verdict,
} from './fichier.rules.ts'
import type { Contenu, Jugee, LigneAJuger } from './import.store.ts'
import type { Mesure } from './verification.examen.ts'

type MesureConnue = { nature: string; decisionLe: Jour }
/**
 * The measures of a line that the dossier does not have: same kind and same decision is the same
 * measure.
 */
export const mesuresNouvelles = (lues: Mesure[], connues: MesureConnue[]): Mesure[] =>
  lues.filter(
    mesure =>
      !connues.some(
        colonne => colonne.nature === mesure.nature && colonne.decisionLe === mesure.decisionLe,
      ),
  )

type Juge = { serviceId: string; voie: 'import' | 'ecriture'; sauf?: ReadonlySet<string> }
const EXAMEN = 'examen d’un import'
type Verdicts = ReadonlyMap<number, Verdict<Homonyme>>
/**
 * What would become of each line, as the base is now: it writes no dossier, and leaves the reading
 * in the journal of whom it shows. Five queries, whatever the number of lines.
 */
export async function juger(
  tx: Tx,
  context: Context,
  lignes: LigneAJuger[],
  juge: Juge,
): Promise<Jugee[]> {
  const verdicts = await verdictsDe(tx, context, lignes, juge)
  const connu = await dejaConnu(tx, verdicts)
  return lignes.map(ligne => jugeeDe(ligne, verdicts.get(ligne.numero), connu))
}

/** Who the person of each line is, as far as the base tells. */
async function verdictsDe(
  tx: Tx,
  context: Context,
  lignes: LigneAJuger[],
  { serviceId, voie, sauf = new Set() }: Juge,
): Promise<Verdicts> {
  const avec = lignes.flatMap(ligne =>
    ligne.valeurs.personne && ligne.choix !== 'ignorer'
      ? [{ ligne, personne: ligne.valeurs.personne }]
      : [],
  )
  const demandes = avec.map(({ ligne, personne }) => ({
    rang: ligne.numero,
    nom: `${personne.nom} ${(personne.nomUsage as string | undefined) ?? ''} ${personne.prenoms}`,
    naissance: personne.naissanceLe,
    numero: personne.numeroAppi ?? null,
  }))
  const chercher = (tx_: Tx, context_: Context) =>
    rapprocher(tx_, context_, demandes, { voie, motif: EXAMEN })
  const { trouves, plafond } = await chercher(tx, context)
  refuserAuPlafond(plafond, context, chercher)
  const proches = grouper(
    trouves.filter(colonne => !sauf.has(colonne.dossierId)),
    colonne => colonne.rang,
  )
  return new Map(
    avec.map(({ ligne, personne }) => [
      ligne.numero,
      trancher(ligne, personne, proches.get(ligne.numero) ?? [], serviceId),
    ]),
  )
}

type Connu = {
  fiches: ReadonlyMap<string, Awaited<ReturnType<typeof personnes>>[number]>
  mesures: ReadonlyMap<string, MesureConnue[]>
  attentes: ReadonlyMap<string, string>
}
/** What the dossiers that the lines continue say already. */
async function dejaConnu(tx: Tx, verdicts: Verdicts): Promise<Connu> {
  const ids = [
    ...new Set(
      [...verdicts.values()].flatMap(verdict =>
        verdict.action === 'existe' && verdict.candidat ? [verdict.candidat.dossierId] : [],
      ),
    ),
  ]
  const fiches = new Map((await personnes(tx, ids)).map(personne => [personne.dossierId, personne]))
  const mesures = grouper(await mesuresDesDossiers(tx, ids), ligne => ligne.dossierId)
  const attendues = grouper(await attentesDesDossiers(tx, ids), ligne => ligne.dossierId)
  const attentes = new Map(
    [...attendues].map(([dossierId, siennes]) => [
      dossierId,
      siennes.map(ligne => ligne.manque).join('\n'),
    ]),
  )
  return { fiches, mesures, attentes }
}

function jugeeDe(
  ligne: LigneAJuger,
  verdict: Verdict<Homonyme> | undefined,
  { fiches, mesures, attentes }: Connu,
): Jugee {
  if (!verdict)
    return {
      numero: ligne.numero,
      action: 'ignoree',
      dossierId: null,
      differences: [],
      candidats: [],
    }
  const dossierId = verdict.candidat?.dossierId ?? null
  if (verdict.action !== 'existe' || !dossierId)
    return {
      numero: ligne.numero,
      action: verdict.action as Jugee['action'],
      dossierId,
      differences: [],
      candidats: verdict.candidats,
    }
  const connues = mesures.get(dossierId) ?? []
  const differences = [
    ...comparer(ligne.valeurs.personne ?? {}, fiches.get(dossierId) ?? {}),
    ...differencesDeMesures(ligne.valeurs, connues, attentes.get(dossierId)),
  ]
  return {
    numero: ligne.numero,
    action: differences.some(difference => difference.champ !== A_NOTER)
      ? 'completer'
      : 'identique',
    dossierId,
    differences,
    candidats: [],
  }
}

function trancher(
  ligne: LigneAJuger,
  personne: NonNullable<Contenu['personne']>,
  lus: Homonyme[],
  serviceId: string,
): Verdict<Homonyme> {
  if (ligne.choix === 'nouvelle') return { action: 'creer', candidat: null, candidats: [] }
  const choisi = lus.find(homonyme => homonyme.dossierId === ligne.choix)
  if (choisi)
    return {
      action: choisi.serviceId === serviceId ? 'existe' : 'ailleurs',
      candidat: choisi,
      candidats: [],
    }
  return reconnaitrePersonne(personne, lus, serviceId)
}

function differencesDeMesures(
  contenu: Contenu,
  connues: MesureConnue[],
  attendu: string | undefined,
): Difference[] {
  const mesures = mesuresNouvelles(contenu.mesures ?? [], connues).map(mesureNouvelle => ({
    champ: 'mesure',
    libelle: 'Mesure',
    avant: null,
    apres: `${libelleDeNature(mesureNouvelle.nature, mesureNouvelle.decisionLe)}, décision du ${afficherJourCourt(mesureNouvelle.decisionLe)}`,
  }))
  const attentes = (contenu.attentes ?? []).flatMap(({ texte, nature }): Difference[] => {
    if (connues.some(mesure => mesure.nature === nature) || attendu?.includes(texte)) return []
    // A dossier that has measures, or that already waits, is not told what it waits for: the file's
    // words are shown, to be checked.
    return connues.length > 0 || attendu !== undefined
      ? [
          {
            champ: A_NOTER,
            libelle: 'Mesure',
            avant: null,
            apres: `${texte} Le dossier a déjà les siennes : à vérifier.`,
          },
        ]
      : [{ champ: 'attente', libelle: 'En attente', avant: null, apres: texte }]
  })
  return [...mesures, ...attentes]
}

function grouper<T, K>(lignes: T[], cle: (ligne: T) => K): Map<K, T[]> {
  const groupes = new Map<K, T[]>()
  for (const ligne of lignes) groupes.set(cle(ligne), [...(groupes.get(cle(ligne)) ?? []), ligne])
  return groupes
}
