import { adresseDe, type Identite, naissanceDe } from '../dossiers/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Avis } from '../platform/pdf/index.ts'
import type { RemiseLue } from './audience.store.ts'

type Convocation = {
  le: string
  heure: string
  dureeMinutes: number
  lieu: string
  adresse: string
  typeLibelle: string
  pieces: string | null
  acces: string | null
  consigne: string | null
  entiteNom: string | null
  lieuTelephone: string | null
  numeroParquet: string | null
  audienceLe: string | null
}

/** Each summons in two copies, one to hand over and one to keep, each on its page with its day, its hour and its place. */
export function avisDeConvocation(identite: Identite, convocations: Convocation[], remise: RemiseLue | undefined, le: Jour): Avis {
  const copies = convocations.flatMap(c =>
    ['Exemplaire de la personne', 'Exemplaire du service'].map((mention, i) => ({
      mention,
      emetteur: remise?.juridictionNom ?? c.entiteNom ?? '',
      destinataire: [identite.nomComplet, naissanceDe(identite), adresseDe(identite)].filter(l => l !== null),
      faits: [
        ['Jour', afficherJour(c.le as Jour)],
        ['Heure', afficherHeure(c.heure)],
        ['Lieu', c.entiteNom && !c.lieu.includes(c.entiteNom) ? `${c.entiteNom}, ${c.lieu}` : c.lieu],
        ['Adresse', c.adresse],
        ['Téléphone', c.lieuTelephone ?? 'voir avec l’accueil'],
        ['Objet', c.typeLibelle],
        ['Durée prévue', `${c.dureeMinutes} minutes`],
      ] as [string, string][],
      suite: [
        `À apporter : ${c.pieces ?? 'pièce d’identité'}, et cette convocation.`,
        ...(c.consigne ? [c.consigne] : []),
        ...(c.acces ? [c.acces] : []),
        c.lieuTelephone
          ? `Si vous ne pouvez pas venir, prévenez dès que possible au ${c.lieuTelephone} : une autre date pourra vous être donnée.`
          : 'Si vous ne pouvez pas venir, prévenez dès que possible : une autre date pourra vous être donnée.',
      ],
      remise: i === 0 ? remisA(remise, c, false) : remisA(remise, c, true),
      signatures: ['La personne', remise ? `Pour ${remise.juridictionNom}` : 'Le service'] as [string, string],
    })),
  )
  return {
    titre: 'Convocation',
    lieuEtDate: `Remise le ${afficherJour((remise?.audienceLe as Jour | undefined) ?? le)}`,
    auteur: remise?.juridictionNom ?? '',
    copies,
  }
}

/** What was handed over with it; what the court says to the service is on the service's copy only. */
function remisA(r: RemiseLue | undefined, c: Convocation, service: boolean): [string, string][] {
  const audience = r?.audienceLe ?? c.audienceLe
  const numero = r?.numeroParquet ?? c.numeroParquet
  return [
    ...(audience ? [['Audience du', afficherJourCourt(audience as Jour)] as [string, string]] : []),
    ...(numero ? [['N° parquet', numero] as [string, string]] : []),
    ...(r ? [['Décision remise', r.decisionRemise ? 'oui' : 'non'] as [string, string]] : []),
    ...(r?.piecesManquantes ? [['Pièces à fournir', r.piecesManquantes] as [string, string]] : []),
    ...(service && r?.decision ? [['Décision', r.decision] as [string, string]] : []),
    ...(service && r?.precisions ? [['À savoir', r.precisions] as [string, string]] : []),
    ...(service && r?.coordonnees ? [['Dit à l’audience', r.coordonnees] as [string, string]] : []),
  ]
}
