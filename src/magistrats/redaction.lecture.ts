import {
  entretiensDuDossier,
  evaluation,
  libelleDeDomaine,
  libelleDeForme,
  plan,
  planEnTexte,
} from '../accompagnement/index.ts'
import { type Identite, naissanceDe } from '../dossiers/index.ts'
import {
  libelleDeNature,
  mesuresDuDossier,
  motsComplets,
  obligationsDuDossier,
} from '../mesures/index.ts'
import {
  afficherHeure,
  afficherInstant,
  afficherJour,
  afficherJourCourt,
  type Jour,
} from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { lesPremiers } from '../platform/liste.ts'
import { pdf } from '../platform/pdf/index.ts'
import type { MesureEcrite } from './fraicheur.rules.ts'
import type { Rapport } from './magistrats.store.ts'

/** What can be inserted in a report from the dossier; each becomes a part that the writer edits. */
export const sources = {
  mesure: 'La mesure et ses obligations',
  entretiens: 'Les entretiens',
  evaluation: 'L’évaluation',
  plan: 'Le plan et ses étapes',
  demarches: 'Les démarches faites',
  libre: 'Une partie libre',
} as const
export type Origine = keyof typeof sources
type Partie = { titre: string; texte: string; source: string }

/** The part drafted from the dossier as it is today. */
export async function partie(tx: Tx, dossierId: string, source: Origine): Promise<Partie> {
  return { source, ...(await redacteurs[source](tx, dossierId)) }
}

/** Each measure with its obligations in force, in the words that a report quotes. */
export async function mesuresEcrites(tx: Tx, dossierId: string): Promise<MesureEcrite[]> {
  const [mesures, obligations] = [
    await mesuresDuDossier(tx, dossierId),
    await obligationsDuDossier(tx, dossierId),
  ]
  return mesures.map(mesure => {
    const siennes = obligations
      .filter(obligation => obligation.mesureId === mesure.mesureId && !obligation.leveeLe)
      .map(obligation => `– ${motsComplets(obligation)}`)
    const entete = `${libelleDeNature(mesure.nature, mesure.decisionLe)}, décision du ${jour(mesure.decisionLe)} (${mesure.juridictionNom ?? 'juridiction à préciser'}), du ${jour(mesure.debutLe)} au ${mesure.finLe ? jour(mesure.finLe) : 'terme à préciser'}.`
    return { mesureId: mesure.mesureId, texte: [entete, ...siennes].join('\n') }
  })
}

const redacteurs: Record<
  Origine,
  (tx: Tx, dossierId: string) => Promise<{ titre: string; texte: string }>
> = {
  libre: async () => ({ titre: 'Analyse et propositions', texte: '' }),
  mesure: async (tx, dossierId) => ({
    titre: 'Mesure',
    texte: (await mesuresEcrites(tx, dossierId))
      .map(mesureEcrite => mesureEcrite.texte)
      .join('\n\n'),
  }),
  entretiens: async (tx, dossierId) => {
    const { lignes } = await entretiensDuDossier(tx, dossierId, lesPremiers(6))
    return {
      titre: 'Suivi',
      texte: lignes
        .map(
          ligne =>
            `Le ${jour(ligne.le)}${ligne.heure ? ` à ${afficherHeure(ligne.heure)}` : ''}, ${libelleDeForme(ligne.forme).toLowerCase()} : ${ligne.convenu || ligne.recit}`,
        )
        .join('\n\n'),
    }
  },
  evaluation: async (tx, dossierId) => {
    const evaluee = await evaluation(tx, dossierId)
    const lignes = (evaluee?.domaines ?? []).map(domaine =>
      [
        `${libelleDeDomaine(domaine.domaine)} :`,
        domaine.appuis && `appuis : ${domaine.appuis}`,
        domaine.obstacles && `obstacles : ${domaine.obstacles}`,
        domaine.paroles && `« ${domaine.paroles} »`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    return {
      titre: 'Situation de la personne',
      texte: [evaluee?.synthese, ...lignes].filter(Boolean).join('\n\n'),
    }
  },
  plan: async (tx, dossierId) => {
    const p = await plan(tx, dossierId)
    return { titre: 'Plan d’accompagnement', texte: p ? planEnTexte(p.objectifs) : '' }
  },
  demarches: async (tx, dossierId) => {
    const actuel = await plan(tx, dossierId)
    const faites =
      actuel?.objectifs.flatMap(objectif => objectif.etapes.filter(etape => etape.faiteLe)) ?? []
    return {
      titre: 'Démarches accomplies',
      texte: faites
        .map(
          faite =>
            `– ${faite.quoi}${faite.avec ? `, avec ${faite.avec}` : ''} (le ${jour(faite.faiteLe)})`,
        )
        .join('\n'),
    }
  },
}
const jour = (le: Jour | null) => (le ? afficherJourCourt(le) : '')

/** The PDF as it is frozen at validation: same text, same bytes. */
export function rapportEnPdf(
  identite: Identite,
  rapport: Rapport,
  parties: { titre: string; texte: string }[],
  valide: { par: string; a: string; fuseau: string; le: Jour },
): Uint8Array {
  return pdf('rapport', {
    titre: rapport.titre,
    auteur: rapport.serviceNom,
    entete: `${rapport.serviceNom}, à l’attention de : ${rapport.juridictionNom}`,
    faits: [
      ['Personne', `${identite.nomComplet}, ${naissanceDe(identite)}`],
      ['Dossier', identite.numero],
      ['Rédigé par', rapport.redacteurNom],
      ['Date', afficherJour(valide.le)],
    ],
    sections: parties
      .filter(partie => partie.texte.trim() !== '')
      .map(partie => ({
        titre: partie.titre,
        paragraphes: partie.texte.split(/\n+/).filter(morceau => morceau.trim() !== ''),
      })),
    signature: [
      rapport.redacteurNom,
      `Validé par ${valide.par}, le ${afficherInstant(valide.a, valide.fuseau)}`,
    ],
    pied: `${identite.numero}, ${rapport.titre}`,
  })
}
