import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { corrigerEntretien, noterEntretien } from '../../src/accompagnement/entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from '../../src/accompagnement/retrait.commands.ts'
import { noterExcuse } from '../../src/agenda/accueil.commands.ts'
import {
  convoquer,
  deplacerConvocation,
  noterEtat,
  reporter,
} from '../../src/agenda/convocation.commands.ts'
import { affecter, affecterEnNombre } from '../../src/dossiers/affectation.commands.ts'
import { cloturer, rouvrir } from '../../src/dossiers/cloture.commands.ts'
import {
  annulerDemande,
  declinerDemande,
  demanderDessaisissement,
} from '../../src/dossiers/dessaisissement.commands.ts'
import { creerDossier, fusionner } from '../../src/dossiers/dossier.commands.ts'
import {
  accepterTransfert,
  annulerTransfert,
  proposerTransfert,
  refuserTransfert,
} from '../../src/dossiers/fil.commands.ts'
import { ecarter } from '../../src/echeances/echeance.commands.ts'
import { abandonner, reprendreRapport } from '../../src/magistrats/abandon.commands.ts'
import { actualiserRapport } from '../../src/magistrats/fraicheur.commands.ts'
import {
  commencerRapport,
  ecrireRapport,
  retirer,
  soumettre,
  transmettre,
} from '../../src/magistrats/magistrats.commands.ts'
import { repondre, retirerReponse } from '../../src/magistrats/reponse.commands.ts'
import {
  cloreSaisine,
  corrigerSaisine,
  passer,
  saisir,
} from '../../src/magistrats/saisine.commands.ts'
import { renvoyer, retirerValidation, valider } from '../../src/magistrats/validation.commands.ts'

import { annulerActe } from '../../src/mesures/acte.commands.ts'
import { corrigerMesure } from '../../src/mesures/correction.commands.ts'
import { accomplirActe, saisirMesure } from '../../src/mesures/index.ts'
import { corrigerObligations } from '../../src/mesures/obligation.commands.ts'
import { remettreMesure, retirerMesure } from '../../src/mesures/retrait.commands.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../base.ts'

let e: Essai
let p: Plateforme
let juridictionId = ''
let service57 = ''
const entres = new Map<string, Navigateur>()
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query<{ j: string; s: string }>(
    `SELECT a.juridiction_id AS j, (SELECT id FROM moyens.service WHERE departement = '57') AS s FROM moyens.agent a WHERE a.id = $1`,
    [await e.agent('jap.strasbourg')],
  )
  juridictionId = rows[0]?.j ?? ''
  service57 = rows[0]?.s ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Commande = Parameters<typeof executer>[2]
const par = async <R>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
let n = 0
/** A dossier of the référent ts.67, known to the court of Strasbourg. */
async function dossier() {
  n += 1
  const nom = `Qwz${[...String(n * 7919)].map(c => 'bcdfghjklm'[Number(c)]).join('')}`
  const { dossierId } = await par<{ dossierId: string }>('ts.67', creerDossier, {
    nom,
    prenoms: `Xav${nom}`,
    naissanceLe: '1986-05-04',
    confirme: 'oui',
  })
  await ouvrirA(e, dossierId, juridictionId, 'saisine')
  return { dossierId, nom }
}
/** Lines about this person in the list of this account, as read on its page. */
async function pourMoi(qui: string, nom: string): Promise<string[]> {
  const navigateur = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, navigateur)
  const lignes: string[] = []
  for (let page = 1; page < 20; page += 1) {
    const { texte } = await navigateur.ouvrir(`/pour-moi?par=100&page=${page}`)
    lignes.push(
      ...[...texte.matchAll(/<li data-ligne.*?<\/li>/gs)].map(([l]) =>
        l.replaceAll(/<[^>]+>/g, ''),
      ),
    )
    if (!texte.includes('rel="next"')) break
  }
  return lignes.filter(l => l.includes(nom))
}

type Sur = { dossierId: string; nom: string }
/**
 * An act: who does it, who must read which words, and what makes them leave the list (« vu » when
 * nothing is said).
 */
type Cas = {
  auteur: string
  lit: [qui: string, mots: string][]
  faire(d: Sur): Promise<void>
  regler?(d: Sur): Promise<void>
}
const demande = async (d: Sur, auteur = 'jap.strasbourg') => {
  const quand = { recueLe: LE, echeanceLe: ajouterJours(LE, 20) }
  const quoi = {
    dossierId: d.dossierId,
    juridictionId,
    nature: 'rapport_suivi',
    objet: 'Où en est-elle ?',
  }
  return (await par<{ saisineId: string }>(auteur, saisir, { ...quoi, ...quand })).saisineId
}
const sur = (d: Sur, rapportId: string) => ({ dossierId: d.dossierId, rapportId })
const rapports = new Map<string, string>()
const leRapport = (d: Sur) => sur(d, rapports.get(d.dossierId) ?? '')
const etapes = ['brouillon', 'soumis', 'valide', 'transmis'] as const
/** A report of ts.67 brought to a state. */
async function rapport(d: Sur, jusque: (typeof etapes)[number], saisineId?: string): Promise<void> {
  const r = {
    dossierId: d.dossierId,
    nature: 'suivi',
    ...(saisineId ? { saisineId } : { juridictionId }),
  }
  const { rapportId } = await par<{ rapportId: string }>('ts.67', commencerRapport, r)
  rapports.set(d.dossierId, rapportId)
  await par('ts.67', ecrireRapport, {
    ...leRapport(d),
    version: 1,
    titre: 'Suivi',
    sections: [{ titre: 'Suivi', texte: 'Vu chaque mois.' }],
  })
  const rang = etapes.indexOf(jusque)
  if (rang >= 1) await par('ts.67', soumettre, leRapport(d))
  if (rang >= 2) await par('dpip.67', valider, leRapport(d))
  if (rang >= 3) await par('ts.67', transmettre, leRapport(d))
}
const propose = async (d: Sur) =>
  (
    await par<{ transfertId: string }>('ts.67', proposerTransfert, {
      dossierId: d.dossierId,
      versServiceId: service57,
      motif: 'Déménage',
    })
  ).transfertId
/** The greffe of Metz asks that this person go to the service of Moselle. */
const demandee = async (d: Sur) => {
  const { rows } = await e.proprietaire.query<{ nom: string; prenoms: string }>(
    'SELECT nom, prenoms FROM dossiers.personne WHERE dossier_id = $1',
    [d.dossierId],
  )
  const qui = { ...rows[0], naissanceLe: '1986-05-04', personneId: d.dossierId }
  const demande = { ...qui, versServiceId: service57, motif: 'Condamnée à Metz' }
  return (await par<{ transfertId: string }>('greffe.metz', demanderDessaisissement, demande))
    .transfertId
}
const autreAgent = async () =>
  (
    await e.proprietaire.query<{ id: string }>(
      `SELECT a.id FROM moyens.agent a WHERE a.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1) AND a.fonction = 'travailleur_social' AND a.id <> $1 AND a.parti_le IS NULL LIMIT 1`,
      [await e.agent('ts.67')],
    )
  ).rows[0]?.id ?? ''

const mesure = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-01-10',
  debutLe: '2025-01-10',
  dureeMois: 24,
}
const aujourdhuiPlus = ajouterJours(LE, 70)
/** A convocation to come of ts.67, at an hour of its own. */
async function convoquee(d: Sur) {
  const { rows } = await e.proprietaire.query(
    `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT $1, a.service_id, a.id, t.id, 'suivi', t.nom, t.adresse, $3, make_time(1 + $4, 0, 0), 30, a.id
     FROM moyens.agent a JOIN moyens.antenne t ON t.id = a.antenne_id WHERE a.id = $2 RETURNING id`,
    [d.dossierId, await e.agent('ts.67'), aujourdhuiPlus, n % 20],
  )
  return { dossierId: d.dossierId, convocationId: rows[0].id as string }
}

/** A measure of this court, recorded by the référent. */
const saisie = async (d: Sur) => {
  const obligations = [{ article: 'CP 132-45, 3°' }]
  const m = { ...mesure, dossierId: d.dossierId, juridictionId, obligations }
  const { mesureId } = await par<{ mesureId: string }>('ts.67', saisirMesure, m)
  return { dossierId: d.dossierId, mesureId }
}
const execution = { acte: 'mise_a_execution', le: '2025-01-10', auteur: 'loi' }
/** The référent convokes one whom it receives itself; each on a day of their own. */
const posee = async (d: Sur) => {
  const { convocationId } = await par<{ convocationId: string }>('ts.67', convoquer, {
    dossierId: d.dossierId,
    ...(await unMoment()),
  })
  return { dossierId: d.dossierId, convocationId }
}
const unMoment = async () => {
  const { rows } = await e.proprietaire.query<{ le: string; lieu: string }>(
    `SELECT d::date::text AS le, (SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg') AS lieu FROM generate_series('2027-02-01'::date, '2027-06-30', '1 day') d
     WHERE extract(isodow FROM d) = 2 AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agent_id = $1 AND c.le = d::date) ORDER BY 1 LIMIT 1`,
    [await e.agent('ts.67')],
  )
  return {
    type: 'suivi',
    le: rows[0]?.le,
    heure: '10:00',
    agentId: await e.agent('ts.67'),
    lieuId: rows[0]?.lieu,
    malgre: 'oui',
  }
}
const RECUE = { le: LE, forme: 'bureau', mesures: [], recit: 'Reçue.' }
/** Noted by neither the référent nor the direction. */
const note = async ({ dossierId }: Sur) =>
  par<{ dossierId: string; entretienId: string }>('psychologue.67', noterEntretien, {
    dossierId,
    ...RECUE,
  })
async function retiree(d: Sur) {
  const { dossierId, entretienId } = await note(d)
  await par('dpip.67', retirerEntretien, { dossierId, entretienId, motif: 'Mauvais dossier' })
  return { dossierId, entretienId }
}
const cas: Record<string, Cas> = {
  'agenda.modifier': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Convocation déplacée']],
    faire: async d => {
      const c = await posee(d)
      await par('dpip.67', deplacerConvocation, {
        ...c,
        version: 1,
        ...(await unMoment()),
        heure: '11:00',
      })
    },
  },
  'agenda.reporter': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Convocation déplacée']],
    faire: async d => {
      const c = await posee(d)
      await par('dpip.67', reporter, {
        ...c,
        motif: 'La personne a prévenu',
        ...(await unMoment()),
        heure: '11:00',
      })
    },
  },
  'agenda.convoquer': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'Convocation posée par une autre entité']],
    faire: async d => {
      const { rows } = await e.proprietaire.query<{ type: string }>(
        'SELECT cle AS type FROM creneaux.type WHERE entite_id = $1 ORDER BY 1 LIMIT 1',
        [juridictionId],
      )
      const { le, malgre } = await unMoment()
      await par('jap.strasbourg', convoquer, {
        dossierId: d.dossierId,
        type: rows[0]?.type,
        le,
        heure: '15:00',
        malgre,
        lieu: 'Salle 2',
        adresse: 'Palais de justice, Strasbourg',
        agentId: await e.agent('jap.strasbourg'),
      })
    },
  },
  'dossiers.affecter-en-nombre': {
    auteur: 'dpip.67',
    lit: [['ts2.67', 'Ce dossier vous est confié']],
    faire: async d => {
      await e.proprietaire.query(
        'UPDATE dossiers.prise_en_charge SET referent_id = NULL WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('dpip.67', affecterEnNombre, {
        dossierIds: [d.dossierId],
        referentId: await e.agent('ts2.67'),
      })
    },
  },
  'mesures.accomplir-acte': {
    auteur: 'ts.67',
    lit: [
      [
        'jap.strasbourg',
        'Un acte de la mesure est enregistré : La condamnation devient exécutoire (Sursis probatoire)',
      ],
    ],
    faire: async d =>
      void (await par('ts.67', accomplirActe, { ...(await saisie(d)), ...execution })),
  },
  'mesures.annuler-acte': {
    auteur: 'ts.67',
    lit: [
      [
        'jap.strasbourg',
        'Un acte de la mesure est annulé : La condamnation devient exécutoire (Sursis probatoire)',
      ],
    ],
    faire: async d => {
      const m = await saisie(d)
      await par('ts.67', accomplirActe, { ...m, ...execution })
      const { rows } = await e.proprietaire.query(
        'SELECT acte_id AS "acteId" FROM mesures.v_acte WHERE mesure_id = $1',
        [m.mesureId],
      )
      await par('ts.67', annulerActe, { ...m, ...rows[0], motif: 'Erreur de dossier' })
    },
  },
  'mesures.corriger-obligations': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'Les obligations ont changé : Sursis probatoire']],
    faire: async d => {
      const correction = {
        obligations: [{ article: 'CP 132-45, 1°' }],
        motif: 'Mauvaise ligne',
        fondement: 'erreur_de_saisie',
      }
      await par('ts.67', corrigerObligations, { ...(await saisie(d)), version: 1, ...correction })
    },
  },
  'mesures.retirer': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'Mesure retirée']],
    faire: async d =>
      void (await par('ts.67', retirerMesure, { ...(await saisie(d)), motif: 'Mauvais dossier' })),
  },
  'mesures.remettre': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'La mesure retirée est remise']],
    faire: async d => {
      const m = await saisie(d)
      await par('ts.67', retirerMesure, { ...m, motif: 'Mauvais dossier' })
      await par('ts.67', remettreMesure, { ...m, motif: 'C’était le bon' })
    },
  },
  'agenda.noter-excuse': {
    auteur: 'accueil.67',
    lit: [['ts.67', 'a prévenu qu’elle ne viendrait pas']],
    faire: async d => par('accueil.67', noterExcuse, { ...(await convoquee(d)), vu: 'attendue' }),
    // Another hour given is the follow-up.
    regler: async d => {
      const quand = {
        type: 'suivi',
        le: ajouterJours(aujourdhuiPlus, 7),
        heure: '10:00',
        agentId: await e.agent('ts.67'),
        malgre: 'oui',
      }
      const { rows } = await e.proprietaire.query(
        'SELECT lieu_id FROM agenda.convocation WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('ts.67', convoquer, { dossierId: d.dossierId, ...quand, lieuId: rows[0].lieu_id })
    },
  },
  'mesures.saisir': {
    auteur: 'greffe.strasbourg',
    lit: [['ts.67', 'Mesure enregistrée par la juridiction : Sursis probatoire']],
    faire: async d => {
      await par('greffe.strasbourg', saisirMesure, {
        ...mesure,
        dossierId: d.dossierId,
        juridictionId,
      })
    },
  },
  'mesures.corriger': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'Mesure passée à une autre juridiction']],
    faire: async d => {
      // The measure is all that shows the dossier to this court: it learns by name that it is not
      // its own.
      await e.proprietaire.query(
        "DELETE FROM dossiers.perimetre WHERE dossier_id = $1 AND motif = 'saisine'",
        [d.dossierId],
      )
      const { mesureId } = await par<{ mesureId: string }>('ts.67', saisirMesure, {
        ...mesure,
        dossierId: d.dossierId,
        juridictionId,
      })
      const { rows } = await e.proprietaire.query(
        "SELECT id FROM moyens.juridiction WHERE ville = 'Metz'",
      )
      const corrigee = {
        ...mesure,
        juridictionId: rows[0].id,
        version: 1,
        motif: 'Jugement de Metz',
        confirme: 'oui',
        fondement: 'erreur_de_saisie',
      }
      await par('ts.67', corrigerMesure, { dossierId: d.dossierId, mesureId, ...corrigee })
    },
  },
  'accompagnement.noter-entretien': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Un collègue a noté un entretien']],
    faire: async d => {
      const tenu = {
        dossierId: d.dossierId,
        le: LE,
        forme: 'bureau',
        mesures: [],
        recit: 'Reçue en l’absence du référent.',
      }
      await par('dpip.67', noterEntretien, tenu)
    },
  },
  'accompagnement.corriger-entretien': {
    auteur: 'dpip.67',
    lit: [
      ['psychologue.67', 'Entretien corrigé par un autre que son auteur'],
      ['ts.67', 'Entretien corrigé par un autre que son auteur'],
    ],
    faire: async d => {
      const { entretienId } = await note(d)
      const autre = { ...RECUE, entretienId, version: 1, motifCorrection: 'Relu avec elle' }
      await par('dpip.67', corrigerEntretien, { dossierId: d.dossierId, ...autre })
    },
  },
  'accompagnement.retirer-entretien': {
    auteur: 'dpip.67',
    lit: [
      ['psychologue.67', 'Entretien retiré par un autre que son auteur'],
      ['ts.67', 'Entretien retiré par un autre que son auteur'],
    ],
    faire: async d => void (await retiree(d)),
  },
  'accompagnement.retablir-entretien': {
    auteur: 'dpip.67',
    lit: [
      ['psychologue.67', 'rétabli, il compte de nouveau'],
      ['ts.67', 'rétabli, il compte de nouveau'],
    ],
    faire: async d => par('dpip.67', retablirEntretien, await retiree(d)),
  },
  'dossiers.affecter': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'confié à un autre référent']],
    faire: async d =>
      par('dpip.67', affecter, { dossierId: d.dossierId, referentId: await autreAgent() }),
    regler: async d =>
      par('dpip.67', affecter, {
        dossierId: d.dossierId,
        referentId: await e.agent('psychologue.67'),
      }),
  },
  'dossiers.proposer-transfert': {
    auteur: 'ts.67',
    lit: [['dpip.57', 'Transfert proposé, à accepter']],
    faire: async d => void (await propose(d)),
    regler: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT id FROM dossiers.transfert WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('dpip.57', refuserTransfert, {
        dossierId: d.dossierId,
        transfertId: rows[0].id,
        motifRefus: 'Erreur',
      })
    },
  },
  'dossiers.demander-dessaisissement': {
    auteur: 'greffe.metz',
    lit: [
      ['dpip.67', 'Dessaisissement demandé, à accepter'],
      ['dpip.57', 'Une juridiction demande qu’un dossier passe à votre service'],
    ],
    faire: async d => void (await demandee(d)),
    regler: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT id FROM dossiers.transfert WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('dpip.67', refuserTransfert, {
        dossierId: d.dossierId,
        transfertId: rows[0].id,
        motifRefus: 'Nous la suivons',
      })
    },
  },
  'dossiers.annuler-demande': {
    auteur: 'greffe.metz',
    lit: [['dpip.57', 'La juridiction a retiré sa demande']],
    faire: async d =>
      par('greffe.metz', annulerDemande, { personneId: d.dossierId, demandeId: await demandee(d) }),
  },
  'dossiers.decliner-demande': {
    auteur: 'dpip.57',
    lit: [['greffe.metz', 'Le service désigné a décliné votre demande de dessaisissement']],
    faire: async d =>
      par('dpip.57', declinerDemande, {
        personneId: d.dossierId,
        demandeId: await demandee(d),
        motifRefus: 'Pas ici',
      }),
  },
  'dossiers.refuser-transfert': {
    auteur: 'dpip.57',
    lit: [
      ['ts.67', 'Transfert refusé'],
      ['dpip.67', 'Transfert refusé'],
    ],
    faire: async d =>
      par('dpip.57', refuserTransfert, {
        dossierId: d.dossierId,
        transfertId: await propose(d),
        motifRefus: 'Erreur',
      }),
  },
  'dossiers.accepter-transfert': {
    auteur: 'dpip.57',
    lit: [
      ['ts.67', 'Transfert accepté'],
      ['dpip.67', 'Transfert accepté'],
      ['ts.57', 'vous est confié'],
    ],
    faire: async d =>
      par('dpip.57', accepterTransfert, {
        dossierId: d.dossierId,
        transfertId: await propose(d),
        referentId: await e.agent('ts.57'),
        convocations: 'garder',
      }),
  },
  'dossiers.annuler-transfert': {
    auteur: 'ts.67',
    lit: [['dpip.57', 'puis retiré']],
    faire: async d =>
      par('ts.67', annulerTransfert, { dossierId: d.dossierId, transfertId: await propose(d) }),
  },
  'dossiers.cloturer': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Dossier clos']],
    faire: d => par('dpip.67', cloturer, { dossierId: d.dossierId, motif: 'erreur' }),
  },
  'dossiers.rouvrir': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Dossier rouvert']],
    faire: async d => {
      await par('ts.67', cloturer, { dossierId: d.dossierId, motif: 'erreur' })
      await par('dpip.67', rouvrir, { dossierId: d.dossierId, motif: 'Nouvelle mesure' })
    },
  },
  'dossiers.fusionner': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Un autre dossier de la même personne est versé dans celui-ci']],
    faire: async d => {
      const autre = await dossier()
      const { rows } = await e.proprietaire.query(
        'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
        [autre.dossierId],
      )
      await par('dpip.67', fusionner, {
        dossierId: d.dossierId,
        absorbeNumero: rows[0].numero,
        motif: 'Même personne',
      })
    },
  },
  'magistrats.saisir': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'Demande du magistrat']],
    faire: async d => void (await demande(d)),
    regler: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT id FROM magistrats.saisine WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('ts.67', passer, {
        dossierId: d.dossierId,
        saisineId: rows[0].id,
        detenteur: 'partenaire',
      })
    },
  },
  'magistrats.passer-la-main': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'revenue à la juridiction']],
    faire: async d =>
      par('ts.67', passer, {
        dossierId: d.dossierId,
        saisineId: await demande(d),
        detenteur: 'juridiction',
      }),
    regler: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT id FROM magistrats.saisine WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('jap.strasbourg', cloreSaisine, {
        dossierId: d.dossierId,
        saisineId: rows[0].id,
        motif: 'Fait',
      })
    },
  },
  'magistrats.corriger-saisine': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'La demande est corrigée']],
    faire: async d => {
      const correction = {
        nature: 'avis',
        objet: 'Votre avis',
        echeanceLe: ajouterJours(LE, 20),
        version: 1,
        motif: 'Mauvaise nature',
      }
      await par('jap.strasbourg', corrigerSaisine, {
        dossierId: d.dossierId,
        saisineId: await demande(d),
        ...correction,
      })
    },
  },
  'magistrats.clore-saisine': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'Demande close']],
    faire: async d =>
      par('jap.strasbourg', cloreSaisine, {
        dossierId: d.dossierId,
        saisineId: await demande(d),
        motif: 'Sans objet',
      }),
  },
  'magistrats.ecrire-rapport': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'modifié par un autre']],
    faire: async d => {
      await rapport(d, 'brouillon')
      await par('dpip.67', ecrireRapport, {
        ...leRapport(d),
        version: 2,
        titre: 'Revu',
        sections: [{ titre: 'Suivi', texte: 'Revu.' }],
      })
    },
  },
  'magistrats.actualiser-rapport': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'modifié par un autre']],
    faire: async d => {
      await rapport(d, 'brouillon')
      await par('dpip.67', actualiserRapport, leRapport(d))
    },
  },
  'magistrats.soumettre-rapport': {
    auteur: 'ts.67',
    lit: [['dpip.67', 'Rapport à valider']],
    faire: d => rapport(d, 'soumis'),
    regler: d => par('dpip.67', valider, leRapport(d)),
  },
  'magistrats.retirer-rapport': {
    auteur: 'ts.67',
    lit: [['dpip.67', 'retiré par son rédacteur']],
    faire: async d => {
      await rapport(d, 'soumis')
      await par('ts.67', retirer, leRapport(d))
    },
    regler: async d => {
      await par('ts.67', soumettre, leRapport(d))
      await par('dpip.67', valider, leRapport(d))
    },
  },
  'magistrats.abandonner-rapport': {
    auteur: 'ts.67',
    lit: [['dpip.67', 'Rapport abandonné']],
    faire: async d => {
      await rapport(d, 'soumis')
      await par('dpip.67', renvoyer, { ...leRapport(d), motif: 'À préciser' })
      await par('ts.67', abandonner, { ...leRapport(d), motif: 'Sans objet' })
    },
    regler: d => par('ts.67', reprendreRapport, leRapport(d)),
  },
  'magistrats.renvoyer-rapport': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Rapport à reprendre']],
    faire: async d => {
      await rapport(d, 'soumis')
      await par('dpip.67', renvoyer, { ...leRapport(d), motif: 'À préciser' })
    },
    regler: async d => {
      await par('ts.67', soumettre, leRapport(d))
      await par('dpip.67', valider, leRapport(d))
      await par('dpip.67', transmettre, leRapport(d))
      for (const { id } of (
        await e.proprietaire.query(
          'SELECT id FROM dossiers.nouvelle WHERE dossier_id = $1 AND reglee_a IS NULL',
          [d.dossierId],
        )
      ).rows)
        await entres.get('ts.67')?.envoyer('/pour-moi', { 'nouvelleIds[0]': id })
    },
  },
  'magistrats.valider-rapport': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'Rapport validé, à transmettre']],
    faire: d => rapport(d, 'valide'),
    regler: d => par('ts.67', transmettre, leRapport(d)),
  },
  'magistrats.retirer-validation': {
    auteur: 'dpip.67',
    lit: [['ts.67', 'La validation de votre rapport est retirée']],
    faire: async d => {
      await rapport(d, 'valide')
      await par('dpip.67', retirerValidation, {
        ...leRapport(d),
        vers: 'soumis',
        motifDeReprise: 'À relire',
      })
    },
    regler: d => par('dpip.67', valider, leRapport(d)),
  },
  'magistrats.transmettre-rapport': {
    auteur: 'ts.67',
    lit: [['jap.strasbourg', 'Rapport à lire']],
    faire: d => rapport(d, 'transmis'),
    regler: d =>
      par('jap.strasbourg', repondre, { ...leRapport(d), sens: 'pris_acte', texte: 'Lu.' }),
  },
  'magistrats.repondre': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'Complément demandé']],
    faire: async d => {
      await rapport(d, 'transmis', await demande(d))
      await par('jap.strasbourg', repondre, {
        ...leRapport(d),
        sens: 'complement',
        texte: 'Préciser.',
        pourLe: ajouterJours(LE, 30),
      })
    },
    regler: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT saisine_id FROM magistrats.rapport WHERE dossier_id = $1',
        [d.dossierId],
      )
      await rapport(d, 'transmis', rows[0].saisine_id)
    },
  },
  'magistrats.retirer-reponse': {
    auteur: 'jap.strasbourg',
    lit: [['ts.67', 'Le magistrat a retiré sa réponse']],
    faire: async d => {
      await rapport(d, 'transmis')
      await par('jap.strasbourg', repondre, { ...leRapport(d), sens: 'pris_acte', texte: 'Lu.' })
      const { rows } = await e.proprietaire.query(
        'SELECT id FROM magistrats.reponse WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('jap.strasbourg', retirerReponse, {
        ...leRapport(d),
        reponseId: rows[0].id,
        motifDuRetrait: 'Mauvais rapport',
      })
    },
    regler: d =>
      par('jap.strasbourg', repondre, {
        ...leRapport(d),
        sens: 'approuve',
        texte: 'Lu.',
        version: 2,
      }),
  },
}

/** Said by the gesture of another command, which is run above. */
const parLeMemeGeste: Record<string, string> = {
  'acces.decider-alerte': 'l’agent lit ce qui lui est accordé (src/acces/alerte.test.ts)',
  'agenda.confier': 'bouger()',
  'agenda.deplacer-en-nombre': 'bouger()',
  'agenda.demenager': 'bouger()',
  'agenda.annuler-en-nombre': 'terminer()',
  'agenda.noter-suite': 'terminer() : une absence est dite au référent',
  'agenda.noter-absence': 'terminer()',
  'agenda.noter-une-seance': 'terminer()',
  'agenda.retablir': 'convocation_retablie, comme rendre() : le référent et l’agent qui reçoit',
  'agenda.retirer-d-une-seance': 'terminer()',
  'agenda.inscrire-a-une-seance': 'poser()',
  'dossiers.passer-en-nombre': 'confier(), comme dossiers.affecter',
  'bex.deplacer': 'bouger() : le référent et l’agent qui reçoit',
  'bex.annuler': 'terminer()',
  'bex.corriger-remise':
    'remise_corrigee, au référent et au secrétariat (src/bex/correction.test.ts)',
  'bex.retirer-remise':
    'remise_retiree, et terminer() pour ses convocations (src/bex/correction.test.ts)',
  'dossiers.dire-a-l-audience': 'dit_a_l_audience, au référent',
  'bex.convoquer': 'poser() ; un dossier nouveau est « à affecter » chez la direction',
  'dossiers.constater-le-silence': 'transmettre(), comme dossiers.accepter-transfert',
  'echeances.reprendre': 'comme echeances.ecarter',
}
/** Run by a test of its own below, on what the demonstration holds. */
const ailleurs: Record<string, string> = {
  'agenda.noter-etat': 'terminer()',
  'echeances.ecarter': 'le référent',
}
/** Nobody else has to act, and why. */
const personne: Record<string, string> = {
  'dossiers.voir-nouvelles': 'c’est ce qui ôte une ligne de sa propre liste',
  'dossiers.corriger-personne':
    'la fiche garde son histoire ; une détention met ses convocations « à décider », une visite à domicile suit par bouger()',
  'dossiers.decider-proposition':
    'le référent décide de ce qui lui a été dit, et la nouvelle est réglée',
  'accompagnement.evaluer':
    'l’évaluation et ses versions sont dans le dossier ; personne n’a à agir',
  'accompagnement.ecrire-plan':
    'le plan et ses versions sont dans le dossier ; personne n’a à agir',
  'accompagnement.recueillir-accord': 'écrit avec la personne, qui le sait',
  'accompagnement.noter-etape': 'le plan le montre ; personne n’a à agir',
  'accompagnement.annuler-etape': 'le plan le montre ; personne n’a à agir',
  'agenda.rattacher': 'dit de quelle mesure est la convocation ; elle-même ne change pas',
  'magistrats.rattacher-rapport': 'dit de quelle mesure est le rapport ; son texte ne change pas',
  'magistrats.commencer-rapport': 'un brouillon n’est encore à personne d’autre',
  'magistrats.reprendre-rapport': 'celui qui l’écrivait l’écrit de nouveau ; son parcours le dit',
  'magistrats.marquer-lu': 'le parcours du rapport le dit ; la réponse, elle, est dite',
}
/** Whole families that concern whoever acts, their settings, or what a state already lists. */
const familles: [debut: RegExp, raison: string][] = [
  [
    /^mesures\.(attendre-piece|recevoir-piece|signaler-attente|lever-attente)/,
    'la liste des pièces et des attentes le montre jusqu’à ce que ce soit reçu',
  ],
  [/^acces\./, 'son propre compte'],
  [/^calendriers\./, 'ses propres liens, ou un réglage du service'],
  [/^creneaux\./, 'un réglage ; les convocations touchées sont « à décider »'],
  [
    /^moyens\./,
    'l’organisation ; un départ met les convocations « à décider » et refuse des dossiers sans référent',
  ],
  [/^messages\./, 'messages à la personne suivie ; les échecs sont listés au service'],
  [/^echanges\./, 'un import dit lui-même ce qu’il a écrit'],
  [
    /^bex\.(chercher|garder-saisie|remettre|noter|reprendre|corriger-hors-outil|fermer|oublier)/,
    'une recherche à l’audience, oubliée ensuite, ou une remise hors de l’outil, que la liste du tribunal montre',
  ],
  [
    /^dossiers\.(creer|ouvrir|ouvrir-a-l-audience|rejoindre)$/,
    'un dossier nouveau est « à affecter » ; un dossier rejoint est suivi d’une convocation, dite',
  ],
  [/^dossiers\.(garder|jeter)-brouillon$/, 'à qui l’écrit'],
  [/^dossiers\.ecrire-regle-de-silence$/, 'un réglage daté, figé dans chaque demande'],
  [
    /^agenda\.(garder|pointer-|retirer-arrivee|annuler-geste|corriger-arrivee|retablir)/,
    'le jour même, sous les yeux du service',
  ],
  [/^essai\./, 'commande inventée par un test'],
]

const connues = () => commandesDeclarees().map(c => c.name)
const prevue = (nom: string) =>
  nom in cas ||
  nom in parLeMemeGeste ||
  nom in personne ||
  nom in ailleurs ||
  familles.some(([debut]) => debut.test(nom))

describe('Chacun apprend ce qui le concerne (invariant 10)', () => {
  it('Chaque commande dit qui elle prévient, ou pourquoi personne', () => {
    expect(connues().length).toBeGreaterThan(90)
    expect(connues().filter(nom => !prevue(nom))).toEqual([])
    const dites = [
      ...Object.keys(cas),
      ...Object.keys(parLeMemeGeste),
      ...Object.keys(personne),
      ...Object.keys(ailleurs),
    ]
    expect(dites.filter(nom => !connues().includes(nom))).toEqual([])
  })

  it.each(Object.entries(cas))(
    '%s : qui doit agir le lit dans « Pour moi », son auteur non, et cela en part une fois fait ou vu',
    async (_, c) => {
      const d = await dossier()
      const avant = await pourMoi(c.auteur, d.nom)
      await c.faire(d)
      for (const [qui, mots] of c.lit)
        expect(await pourMoi(qui, d.nom), qui).toContainEqual(expect.stringContaining(mots))
      const mots = c.lit.map(([, m]) => m)
      const deLAuteur = (await pourMoi(c.auteur, d.nom)).filter(
        l => !avant.includes(l) && mots.some(m => l.includes(m)),
      )
      expect(deLAuteur).toEqual([])
      if (c.regler) await c.regler(d)
      else
        for (const [qui] of c.lit) {
          const navigateur = entres.get(qui)
          const { texte } = (await navigateur?.ouvrir('/pour-moi?par=100')) ?? { texte: '' }
          const lignes = [...texte.matchAll(/<li data-ligne.*?<\/li>/gs)]
            .map(([l]) => l)
            .filter(l => l.includes(d.nom))
          for (const l of lignes) {
            const id = /name="nouvelleIds\[0\]" value="([^"]+)"/.exec(l)?.[1]
            if (id) await navigateur?.envoyer('/pour-moi', { 'nouvelleIds[0]': id })
          }
        }
      for (const [qui, m] of c.lit)
        expect(
          (await pourMoi(qui, d.nom)).filter(l => l.includes(m)),
          `${qui} après`,
        ).toEqual([])
    },
  )

  it('agenda.noter-etat : la convocation annulée par un autre est dite au référent ; echeances.ecarter aussi', async () => {
    const trouve = async (texte: string) => {
      const { rows } = await e.proprietaire.query(
        `SELECT i.dossier_id, i.nom_complet AS nom, x.* FROM dossiers.prise_en_charge p JOIN dossiers.v_identite i USING (dossier_id)
         JOIN moyens.agent moi ON moi.service_id = p.service_id AND moi.id = $1, ${texte} AND p.fin_a IS NULL AND i.clos_a IS NULL LIMIT 1`,
        [await e.agent('dpip.67')],
      )
      await e.proprietaire.query(
        'UPDATE dossiers.prise_en_charge SET referent_id = $2 WHERE dossier_id = $1 AND fin_a IS NULL',
        [rows[0].dossier_id, await e.agent('ts.67')],
      )
      return { ...rows[0], ts: 'ts.67' }
    }
    const c = await trouve(
      `LATERAL (SELECT v.id AS convocation_id FROM agenda.convocation v WHERE v.dossier_id = i.dossier_id AND v.service_id = p.service_id AND v.etat = 'prevue' AND v.le >= '${LE}' LIMIT 1) x WHERE true`,
    )
    await par('dpip.67', noterEtat, {
      dossierId: c.dossier_id,
      convocationId: c.convocation_id,
      etat: 'annulee',
      motif: 'Agent absent',
    })
    expect(await pourMoi(c.ts, c.nom)).toContainEqual(
      expect.stringContaining('Convocation annulée'),
    )
    expect(
      (await pourMoi('dpip.67', c.nom)).filter(l => l.includes('Convocation annulée')),
    ).toEqual([])
    const x = await trouve(
      `LATERAL (SELECT h.mesure_id, h.cle, h.rang FROM echeances.v_echeance h WHERE h.dossier_id = i.dossier_id AND h.faite_le IS NULL AND h.non_poursuite_id IS NULL
       AND h.cle <> 'terme' LIMIT 1) x WHERE true`,
    )
    await par('dpip.67', ecarter, {
      dossierId: x.dossier_id,
      mesureId: x.mesure_id,
      cle: x.cle,
      rang: x.rang,
      motif: 'Sans objet',
    })
    expect(await pourMoi(x.ts, x.nom)).toContainEqual(expect.stringContaining('Échéance écartée'))
  })
})
