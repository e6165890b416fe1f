import { tientLePapier } from '../agenda/index.ts'
import { adresseDe, type IdentiteEtroite, naissanceDe } from '../dossiers/index.ts'
import { citationDeLAbsence } from '../mesures/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Avis } from '../platform/pdf/index.ts'
import { avecArticle } from '../platform/phrase.ts'
import { TYPES_SAP } from './audience.rules.ts'
import type { RemiseLue } from './audience.store.ts'

type Convocation = {
  le: Jour
  heure: string
  dureeMinutes: number
  type: string
  lieu: string
  adresse: string
  typeLibelle: string
  pieces: string | null
  acces: string | null
  consigne: string | null
  entiteNom: string | null
  lieuTelephone: string | null
  numeroParquet: string | null
  audienceLe: Jour | null
  remiseLe: Jour | null
  remiseHeure: string | null
  remiseLieu: string | null
}
type Copie = Avis['copies'][number]

/**
 * Each summons in two copies, each on its page: the person's says what they need, the service's
 * what the court owes it.
 */
export function avisDeConvocation(
  identite: IdentiteEtroite,
  convocations: Convocation[],
  remise: RemiseLue | undefined,
  le: Jour,
): Avis {
  return {
    titre: 'Convocation',
    // Signed on the day that it is printed, which is not always that of the hearing.
    lieuEtDate: `Fait le ${afficherJour(le)}`,
    auteur: remise?.juridictionNom ?? '',
    copies: convocations.flatMap(convocation => [
      pourLaPersonne(identite, convocation, remise, le),
      pourLeService(identite, convocation, remise),
    ]),
  }
}

function pourLaPersonne(
  identite: IdentiteEtroite,
  convocation: Convocation,
  remise: RemiseLue | undefined,
  le: Jour,
): Copie {
  return {
    ...entete(identite, convocation, remise),
    mention: 'Exemplaire de la personne',
    intro: 'Nous vous attendons :',
    suite: [
      `Apportez : ${aApporter(convocation.pieces)}.`,
      ...(convocation.consigne ? [convocation.consigne] : []),
      ...(convocation.acces ? [convocation.acces] : []),
      convocation.lieuTelephone
        ? `Vous ne pouvez pas venir ? Appelez le ${convocation.lieuTelephone} dès que possible : une autre date pourra vous être donnée.`
        : 'Vous ne pouvez pas venir ? Prévenez l’accueil dès que possible : une autre date pourra vous être donnée.',
      siAbsence(convocation, convocation.audienceLe ?? le),
    ],
    remise: decision(convocation, remise),
  }
}

/** What the type of convocation asks for, with this paper; those of the court are said once. */
const aApporter = (pieces: string | null): string =>
  pieces && /papiers/i.test(pieces)
    ? `cette convocation, ${pieces.replace(/\.$/, '')}`
    : `${pieces ?? 'une pièce d’identité'}, cette convocation, et les papiers que le tribunal vous a remis`

/**
 * Before the JAP the law says it (CPP 474, al. 2: the summons itself must); elsewhere nothing is
 * announced that was not read.
 */
function siAbsence(convocation: Convocation, audienceLe: Jour): string {
  return convocation.type === TYPES_SAP[0]
    ? `Important. Si vous êtes condamné à de la prison et ne faites pas de recours : la peine sera exécutée en prison si vous ne venez pas devant le juge, sans excuse légitime (${citationDeLAbsence(audienceLe)}).`
    : 'Si vous ne venez pas sans avoir prévenu, votre absence est notée et le juge peut en être informé.'
}

function pourLeService(
  identite: IdentiteEtroite,
  convocation: Convocation,
  remise: RemiseLue | undefined,
): Copie {
  return {
    ...entete(identite, convocation, remise),
    mention: 'Exemplaire du service',
    intro: 'La personne est attendue :',
    suite: [],
    remise: [
      ...decision(convocation, remise),
      ...(remise
        ? ([
            ['Décision remise à la personne', remise.decisionRemise ? 'oui' : 'non'],
            ['Convocation remise à la personne', papierDit(convocation)],
            [
              'Pièces que le tribunal doit encore',
              remise.piecesManquantes ?? 'aucune n’est signalée',
            ],
          ] satisfies [string, string][])
        : []),
      ...ligne('Décision', remise?.decision),
      ...ligne('À savoir', remise?.precisions),
      ...ligne('Dit à l’audience', remise?.coordonnees),
      ...ligne('Choix du service', remise?.motifDuChoix),
    ],
  }
}

/** What the person holds is said as it is: moved since, their paper says another slot. */
const papierDit = (convocation: Convocation): string => {
  if (!convocation.remiseLe || !convocation.remiseHeure) return 'non'
  return tientLePapier(convocation)
    ? 'oui'
    : `non : son papier dit encore le ${afficherJourCourt(convocation.remiseLe)} à ${afficherHeure(convocation.remiseHeure)}`
}

const ligne = (nom: string, dit: string | null | undefined): [string, string][] =>
  dit ? [[nom, dit]] : []
/** For which decision: the day of the hearing, its court, its number. */
function decision(convocation: Convocation, donnees: RemiseLue | undefined): [string, string][] {
  const audience = donnees?.audienceLe ?? convocation.audienceLe
  const dite = audience
    ? [afficherJourCourt(audience), donnees?.juridictionNom].filter(Boolean).join(', ')
    : null
  return [
    ...ligne('Audience du', dite),
    ...ligne('N° parquet', donnees?.numeroParquet ?? convocation.numeroParquet),
  ]
}

function entete(
  identite: IdentiteEtroite,
  convocation: Convocation,
  remise: RemiseLue | undefined,
) {
  return {
    emetteur: remise?.juridictionNom ?? convocation.entiteNom ?? '',
    destinataire: [identite.nomComplet, naissanceDe(identite), adresseDe(identite)].filter(
      ligne => ligne !== null,
    ),
    faits: [
      ['Jour', afficherJour(convocation.le)],
      ['Heure', afficherHeure(convocation.heure)],
      [
        'Lieu',
        convocation.entiteNom && !convocation.lieu.includes(convocation.entiteNom)
          ? `${convocation.entiteNom}, ${convocation.lieu}`
          : convocation.lieu,
      ],
      ['Adresse', convocation.adresse],
      ['Téléphone', convocation.lieuTelephone ?? 'voir avec l’accueil'],
      ['Objet', convocation.typeLibelle],
      ['Durée prévue', `${convocation.dureeMinutes} minutes`],
    ] satisfies [string, string][],
    signatures: [
      'La personne',
      remise ? `Pour ${avecArticle(remise.juridictionNom)}` : 'Le service',
    ] satisfies [string, string],
  }
}
