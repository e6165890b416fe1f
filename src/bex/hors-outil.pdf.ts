import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Avis } from '../platform/pdf/index.ts'
import { avecArticle } from '../platform/phrase.ts'
import type { RemiseHorsOutil } from './hors-outil.store.ts'

type Copie = Avis['copies'][number]
const ligne = (nom: string, dit: string | null): [string, string][] => (dit ? [[nom, dit]] : [])

/** Two copies: the person's, and that of the SPIP, which goes with the papers. */
export function avisHorsOutil(r: RemiseHorsOutil, le: Jour): Avis {
  return {
    titre: 'Convocation',
    lieuEtDate: `Fait le ${afficherJour(le)}`,
    auteur: r.juridictionNom,
    copies: [pourLaPersonne(r), pourLeSpip(r)],
  }
}

function pourLaPersonne(r: RemiseHorsOutil): Copie {
  const prevenir = r.spipTelephone ? `Appelez le ${r.spipTelephone}` : 'Écrivez au SPIP, à cette adresse,'
  return {
    ...entete(r),
    mention: 'Exemplaire de la personne',
    intro: r.le
      ? 'Le SPIP vous attend :'
      : 'Le SPIP vous convoquera. Il vous écrira ou vous appellera pour vous donner le jour et l’heure :',
    suite: [
      'Apportez : une pièce d’identité, cette convocation, et les papiers que le tribunal vous a remis.',
      r.le
        ? `Vous ne pouvez pas venir ? ${prevenir} dès que possible : une autre date pourra vous être donnée.`
        : `Votre adresse ou votre téléphone change, ou vous n’avez pas de nouvelles ? ${prevenir} dès que possible.`,
      `${r.le ? 'Si' : 'Quand le SPIP vous aura donné un jour, si'} vous ne venez pas sans avoir prévenu, votre absence est notée et le juge peut en être informé.`,
    ],
    remise: decision(r),
  }
}
function pourLeSpip(r: RemiseHorsOutil): Copie {
  return {
    ...entete(r),
    mention: 'Exemplaire du SPIP, à adresser avec le dossier',
    intro: r.le ? 'La personne est attendue :' : 'Aucun jour n’a été donné à la personne : le SPIP la convoque.',
    suite: [],
    remise: [
      ...decision(r),
      ...ligne('Téléphone de la personne', r.telephone),
      ...ligne('Décision', r.decision),
      ['Décision remise à la personne', r.decisionRemise ? 'oui' : 'non'],
      ['Pièces que le tribunal doit encore', r.piecesManquantes ?? 'aucune n’est signalée'],
      ...ligne('À savoir', r.precisions),
    ],
  }
}

const decision = (r: RemiseHorsOutil): [string, string][] => [
  ['Audience du', `${afficherJourCourt(r.audienceLe as Jour)}, ${r.juridictionNom}`],
  ...ligne('N° parquet', r.numeroParquet),
]
const entete = (r: RemiseHorsOutil) => ({
  emetteur: r.juridictionNom,
  destinataire: [`${r.nom} ${r.prenoms}`, `Naissance : ${afficherJourCourt(r.naissanceLe as Jour)}`],
  faits: [
    ...ligne('Jour', r.le && afficherJour(r.le as Jour)),
    ...ligne('Heure', r.heure && afficherHeure(r.heure)),
    ['Lieu', r.spipNom],
    ['Adresse', r.spipAdresse],
    ...ligne('Téléphone', r.spipTelephone),
  ] as [string, string][],
  signatures: ['La personne', `Pour ${avecArticle(r.juridictionNom)}`] as [string, string],
})
