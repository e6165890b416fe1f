import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Avis } from '../platform/pdf/index.ts'
import { avecArticle } from '../platform/phrase.ts'
import type { RemiseHorsOutil } from './hors-outil.store.ts'

type Copie = Avis['copies'][number]
const ligne = (nom: string, dit: string | null): [string, string][] => (dit ? [[nom, dit]] : [])

/** Two copies: the person's, and that of the SPIP, which goes with the papers. */
export function avisHorsOutil(remise: RemiseHorsOutil, le: Jour): Avis {
  return {
    titre: 'Convocation',
    lieuEtDate: `Fait le ${afficherJour(le)}`,
    auteur: remise.juridictionNom,
    copies: [pourLaPersonne(remise), pourLeSpip(remise)],
  }
}

function pourLaPersonne(remise: RemiseHorsOutil): Copie {
  const prevenir = remise.spipTelephone
    ? `Appelez le ${remise.spipTelephone}`
    : 'Écrivez au SPIP, à cette adresse,'
  return {
    ...entete(remise),
    mention: 'Exemplaire de la personne',
    intro: remise.le
      ? 'Le SPIP vous attend :'
      : 'Le SPIP vous convoquera. Il vous écrira ou vous appellera pour vous donner le jour et l’heure :',
    suite: [
      'Apportez : une pièce d’identité, cette convocation, et les papiers que le tribunal vous a remis.',
      remise.le
        ? `Vous ne pouvez pas venir ? ${prevenir} dès que possible : une autre date pourra vous être donnée.`
        : `Votre adresse ou votre téléphone change, ou vous n’avez pas de nouvelles ? ${prevenir} dès que possible.`,
      `${remise.le ? 'Si' : 'Quand le SPIP vous aura donné un jour, si'} vous ne venez pas sans avoir prévenu, votre absence est notée et le juge peut en être informé.`,
    ],
    remise: decision(remise),
  }
}
function pourLeSpip(remise: RemiseHorsOutil): Copie {
  return {
    ...entete(remise),
    mention: 'Exemplaire du SPIP, à adresser avec le dossier',
    intro: remise.le
      ? 'La personne est attendue :'
      : 'Aucun jour n’a été donné à la personne : le SPIP la convoque.',
    suite: [],
    remise: [
      ...decision(remise),
      ...ligne('Téléphone de la personne', remise.telephone),
      ...ligne('Décision', remise.decision),
      ['Décision remise à la personne', remise.decisionRemise ? 'oui' : 'non'],
      ['Pièces que le tribunal doit encore', remise.piecesManquantes ?? 'aucune n’est signalée'],
      ...ligne('À savoir', remise.precisions),
    ],
  }
}

const decision = (remise: RemiseHorsOutil): [string, string][] => [
  ['Audience du', `${afficherJourCourt(remise.audienceLe)}, ${remise.juridictionNom}`],
  ...ligne('N° parquet', remise.numeroParquet),
]
const entete = (remise: RemiseHorsOutil) => ({
  emetteur: remise.juridictionNom,
  destinataire: [
    `${remise.nom} ${remise.prenoms}`,
    `Naissance : ${afficherJourCourt(remise.naissanceLe)}`,
  ],
  faits: [
    ...ligne('Jour', remise.le && afficherJour(remise.le)),
    ...ligne('Heure', remise.heure && afficherHeure(remise.heure)),
    ['Lieu', remise.spipNom],
    ['Adresse', remise.spipAdresse],
    ...ligne('Téléphone', remise.spipTelephone),
  ] satisfies [string, string][],
  signatures: ['La personne', `Pour ${avecArticle(remise.juridictionNom)}`] satisfies [
    string,
    string,
  ],
})
