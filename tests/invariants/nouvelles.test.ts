import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { corrigerEntretien, noterEntretien } from '../../src/accompagnement/entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from '../../src/accompagnement/retrait.commands.ts'
import { convoquer, deplacerConvocation, noterEtat } from '../../src/agenda/convocation.commands.ts'
import { type Terrain, terrainLibre } from '../../src/agenda/creneau.builder.ts'
import { affecter } from '../../src/dossiers/affectation.commands.ts'
import { cloturer, rouvrir } from '../../src/dossiers/cloture.commands.ts'
import { prevenir } from '../../src/dossiers/nouvelle.gestes.ts'
import { type NatureDeNouvelle, naturesDeNouvelle } from '../../src/dossiers/nouvelle.rules.ts'
import { deciderProposition, direALAudience } from '../../src/dossiers/proposition.commands.ts'
import { ecarter, reprendre } from '../../src/echeances/echeance.commands.ts'
import { abandonner, reprendreRapport } from '../../src/magistrats/abandon.commands.ts'
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

import { accomplirActe, annulerActe } from '../../src/mesures/acte.commands.ts'
import { corrigerMesure } from '../../src/mesures/correction.commands.ts'
import { saisirMesure } from '../../src/mesures/mesure.commands.ts'
import { corrigerObligations } from '../../src/mesures/obligation.commands.ts'
import { remettreMesure, retirerMesure } from '../../src/mesures/retrait.commands.ts'
import { command } from '../../src/platform/command.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, ouvrirA } from '../base.ts'

let t: Terrain
let e: Essai
let p: Plateforme
let juridictionId = ''
let palais = ''
beforeAll(async () => {
  t = await terrainLibre()
  e = t.e
  p = await application(e)
  juridictionId = await t.id(
    'SELECT juridiction_id AS id FROM moyens.agent WHERE id = $1',
    await e.agent('jap.strasbourg'),
  )
  palais = await t.id(
    'SELECT lieu_id AS id FROM creneaux.v_lieu WHERE juridiction_id = $1',
    juridictionId,
  )
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Commande = Parameters<typeof executer>[2]
const par = async <R>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
type Sur = { dossierId: string }
let n = 0
/** A dossier of ts.67 that the court of Strasbourg knows. */
async function dossier(): Promise<Sur> {
  n += 1
  const dossierId = await t.dossier({
    nom: `Nouv${'abcdefghij'[n % 10]}${'abcdefghij'[Math.floor(n / 10)]}`,
  })
  await ouvrirA(e, dossierId, juridictionId, 'saisine')
  return { dossierId }
}
let jour = ajouterJours(LE, 6)
/** A convocation of the court, at an hour that nobody has. */
async function posee(d: Sur, qui = 'jap.strasbourg') {
  const chezLeJuge = qui.startsWith('jap')
  for (jour = ajouterJours(jour, 1); new Date(`${jour}T12:00:00Z`).getUTCDay() % 6 === 0; )
    jour = ajouterJours(jour, 1)
  const ou = {
    lieuId: chezLeJuge ? palais : t.antenne,
    agentId: await e.agent(chezLeJuge ? qui : 'ts.67'),
  }
  const quand = { le: jour, heure: '10:00', mesures: ['aucune'], prevenir: 'non' as const }
  const { convocationId } = await par<{ convocationId: string }>(qui, convoquer, {
    ...d,
    type: chezLeJuge ? 'suivi_jap' : 'suivi',
    ...ou,
    ...quand,
  })
  return { ...d, convocationId, ...quand, ...ou, type: chezLeJuge ? 'suivi_jap' : 'suivi' }
}
const annulee = (c: { dossierId: string; convocationId: string }, qui = 'jap.strasbourg') =>
  par(qui, noterEtat, {
    dossierId: c.dossierId,
    convocationId: c.convocationId,
    etat: 'annulee',
    motif: 'Audience levée',
  })
const faits = () => ({
  nature: 'sursis_probatoire',
  juridictionId,
  decisionLe: '2025-06-10',
  debutLe: '2025-06-10',
  dureeMois: 24,
  finLe: '2027-06-10',
  obligations: [],
  pieces: [],
})
const mesure = async (d: Sur, qui = 'ts.67') => ({
  ...d,
  mesureId: (await par<{ mesureId: string }>(qui, saisirMesure, { ...d, ...faits() })).mesureId,
})
const dernierActe = (d: Sur) =>
  t.id('SELECT id FROM mesures.acte WHERE dossier_id = $1 ORDER BY rang DESC LIMIT 1', d.dossierId)
const executee = async (d: Sur) => {
  const m = await mesure(d)
  await par('dpip.67', accomplirActe, {
    ...m,
    acte: 'mise_a_execution',
    le: '2025-06-10',
    auteur: 'loi',
    debut: 'garder',
  })
  return m
}
const annulerLActe = async (d: Sur) =>
  par('dpip.67', annulerActe, {
    ...d,
    mesureId: await t.id(
      'SELECT mesure_id AS id FROM mesures.acte WHERE id = $1',
      await dernierActe(d),
    ),
    acteId: await dernierActe(d),
    motif: 'Erreur de saisie',
  })
const demande = async (d: Sur) => {
  const quoi = {
    ...d,
    juridictionId,
    nature: 'rapport_suivi',
    objet: 'Où en est-elle ?',
    recueLe: LE,
    echeanceLe: ajouterJours(LE, 20),
  }
  return (await par<{ saisineId: string }>('jap.strasbourg', saisir, quoi)).saisineId
}
const laDemande = (d: Sur) =>
  t.id('SELECT id FROM magistrats.saisine WHERE dossier_id = $1', d.dossierId)
const leRapport = async (d: Sur) => ({
  ...d,
  rapportId: await t.id('SELECT id FROM magistrats.rapport WHERE dossier_id = $1', d.dossierId),
})
const rapport = async (d: Sur, jusque: 'brouillon' | 'soumis' | 'renvoye' | 'transmis') => {
  await par('ts.67', commencerRapport, { ...d, nature: 'suivi', juridictionId })
  const r = await leRapport(d)
  await par('ts.67', ecrireRapport, {
    ...r,
    version: 1,
    titre: 'Suivi',
    sections: [{ titre: 'Suivi', texte: 'Vu chaque mois.' }],
  })
  if (jusque !== 'brouillon') await par('ts.67', soumettre, r)
  if (jusque === 'renvoye') await par('dpip.67', renvoyer, { ...r, motif: 'À préciser' })
  if (jusque !== 'transmis') return r
  await par('dpip.67', valider, r)
  await par('dpip.67', transmettre, r)
  return r
}
const reponse = (r: { dossierId: string; rapportId: string }, version = 0) =>
  par('jap.strasbourg', repondre, { ...r, sens: 'pris_acte', texte: 'Lu.', version })
const reponseRetiree = async (d: Sur) => {
  const reponseId = await t.id(
    'SELECT id FROM magistrats.reponse WHERE dossier_id = $1',
    d.dossierId,
  )
  await par('jap.strasbourg', retirerReponse, {
    ...(await leRapport(d)),
    reponseId,
    motifDuRetrait: 'Mauvais rapport',
  })
}
const echeance = async (d: Sur) => {
  await executee(d)
  const { rows } = await e.proprietaire.query(
    `SELECT mesure_id AS "mesureId", cle, rang FROM echeances.echeance WHERE dossier_id = $1 AND cle <> 'terme' AND faite_le IS NULL ORDER BY le, cle LIMIT 1`,
    [d.dossierId],
  )
  return { ...d, ...rows[0] }
}
const ecartee = (d: Sur) =>
  t.id(
    'SELECT id FROM echeances.non_poursuite WHERE dossier_id = $1 AND reprise_a IS NULL',
    d.dossierId,
  )
const recu = { le: LE, forme: 'bureau', mesures: [], recit: 'Reçue.' }
const sonEntretien = async (d: Sur) => ({
  ...d,
  entretienId: await t.id(
    'SELECT id FROM accompagnement.entretien WHERE dossier_id = $1',
    d.dossierId,
  ),
})
/** Noted by the référent, whom another will correct or withdraw. */
async function note(d: Sur) {
  await par('ts.67', noterEntretien, { ...d, ...recu })
  return sonEntretien(d)
}
const corrigeParUnAutre = (d: Sur) =>
  par('dpip.67', corrigerEntretien, {
    ...d,
    ...recu,
    version: 1,
    motifCorrection: 'Relu avec elle',
  })
const clos = (d: Sur) => par('dpip.67', cloturer, { ...d, motif: 'erreur', convocations: 'oui' })
const rouvert = (d: Sur) => par('dpip.67', rouvrir, { ...d, motif: 'Fermé par erreur' })

/** The fact of a nature, then what makes it gone; or why nothing does. */
type Cas =
  | { faire(d: Sur): Promise<unknown>; defaire(d: Sur): Promise<unknown> }
  | { reste: string }
const cas: Record<NatureDeNouvelle, Cas> = {
  affectation: {
    faire: async d => {
      await par('dpip.67', affecter, { ...d, referentId: await e.agent('dpip.67') })
      await par('dpip.67', affecter, { ...d, referentId: t.ts })
    },
    defaire: async d => par('dpip.67', affecter, { ...d, referentId: await e.agent('dpip.67') }),
  },
  dossier_repris: {
    faire: async d =>
      par('dpip.67', affecter, { ...d, referentId: await e.agent('psychologue.67') }),
    defaire: d => par('dpip.67', affecter, { ...d, referentId: t.ts }),
  },
  transfert_accepte: { reste: 'un transfert accepté ne se reprend pas : un autre le suit' },
  transfert_refuse: { reste: 'un refus est définitif, on propose de nouveau' },
  transfert_retire: { reste: 'une proposition retirée est close' },
  dessaisissement_accepte: { reste: 'comme un transfert' },
  dessaisissement_refuse: { reste: 'comme un transfert' },
  demande_pour_nous: {
    reste: 'la réponse, le retrait ou le refus du service désigné l’ôtent : prevenus.test.ts',
  },
  demande_retiree: { reste: 'comme un transfert' },
  demande_declinee: { reste: 'comme un transfert' },
  silence_constate: { reste: 'comme un transfert' },
  dossiers_fusionnes: { reste: 'une fusion ne se défait pas' },
  dossier_clos: { faire: clos, defaire: rouvert },
  dossier_rouvert: {
    faire: async d => {
      await clos(d)
      await rouvert(d)
    },
    defaire: clos,
  },
  rouvert_par_erreur: {
    reste:
      'éprouvée avec la remise qui l’avait rouvert : le dossier clos, elle part (src/bex/reouverture.test.ts)',
  },
  convocation_posee: {
    faire: posee,
    defaire: async d => annulee({ ...d, convocationId: await laConvocation(d) }),
  },
  convocation_deplacee: {
    faire: async d => {
      const { le, mesures: _, ...c } = await posee(d)
      await par('jap.strasbourg', deplacerConvocation, { ...c, le, heure: '11:00', version: 1 })
    },
    defaire: async d => annulee({ ...d, convocationId: await laConvocation(d) }),
  },
  convocation_confiee: {
    faire: async d => {
      const { convocationId } = await posee(d, 'dpip.67')
      await par('dpip.67', affecter, {
        ...d,
        referentId: await e.agent('psychologue.67'),
        convocations: [convocationId],
      })
    },
    defaire: async d => annulee({ ...d, convocationId: await laConvocation(d) }, 'dpip.67'),
  },
  convocation_annulee: {
    faire: async d => {
      await posee(d, 'dpip.67')
      await clos(d)
    },
    defaire: rouvert,
  },
  convocation_retablie: {
    faire: async d => {
      await posee(d, 'dpip.67')
      await clos(d)
      await rouvert(d)
    },
    defaire: async d => annulee({ ...d, convocationId: await laConvocation(d) }, 'dpip.67'),
  },
  convocation_excusee: {
    faire: async d => {
      const { convocationId } = await posee(d, 'dpip.67')
      await par('dpip.67', noterEtat, { ...d, convocationId, etat: 'excusee', motif: 'Travaille' })
    },
    defaire: async d => {
      await e.proprietaire.query('UPDATE agenda.convocation SET le = $2 WHERE dossier_id = $1', [
        d.dossierId,
        ajouterJours(LE, -2),
      ])
      await par('dpip.67', noterEtat, {
        ...d,
        convocationId: await laConvocation(d),
        etat: 'honoree',
        motif: 'Venue quand même',
      })
    },
  },
  convocation_manquee: {
    faire: async d => {
      const { convocationId } = await posee(d, 'dpip.67')
      await e.proprietaire.query('UPDATE agenda.convocation SET le = $2 WHERE id = $1', [
        convocationId,
        ajouterJours(LE, -1),
      ])
      await par('dpip.67', noterEtat, { ...d, convocationId, etat: 'manquee' })
    },
    defaire: async d =>
      par('dpip.67', noterEtat, {
        ...d,
        convocationId: await laConvocation(d),
        etat: 'excusee',
        motif: 'Hôpital',
      }),
  },
  entretien_note: {
    faire: d =>
      par('dpip.67', noterEntretien, {
        ...d,
        le: LE,
        forme: 'bureau',
        mesures: [],
        recit: 'Reçue à la place du référent.',
      }),
    defaire: async d =>
      par('dpip.67', retirerEntretien, { ...(await sonEntretien(d)), motif: 'Mauvais dossier' }),
  },
  entretien_corrige: {
    faire: async d => corrigeParUnAutre(await note(d)),
    defaire: async d =>
      par('ts.67', retirerEntretien, { ...(await sonEntretien(d)), motif: 'Mauvais dossier' }),
  },
  entretien_retire: {
    faire: async d =>
      par('dpip.67', retirerEntretien, { ...(await note(d)), motif: 'Mauvais dossier' }),
    defaire: async d => par('dpip.67', retablirEntretien, await sonEntretien(d)),
  },
  entretien_retabli: {
    faire: async d => {
      await par('dpip.67', retirerEntretien, { ...(await note(d)), motif: 'Mauvais dossier' })
      await par('dpip.67', retablirEntretien, await sonEntretien(d))
    },
    defaire: async d =>
      par('dpip.67', retirerEntretien, { ...(await sonEntretien(d)), motif: 'Mauvais dossier' }),
  },
  echeance_ecartee: {
    faire: async d => par('dpip.67', ecarter, { ...(await echeance(d)), motif: 'Sans objet' }),
    defaire: async d => par('dpip.67', reprendre, { ...d, nonPoursuiteId: await ecartee(d) }),
  },
  echeance_reprise: {
    faire: async d => {
      await par('dpip.67', ecarter, { ...(await echeance(d)), motif: 'Sans objet' })
      await par('dpip.67', reprendre, { ...d, nonPoursuiteId: await ecartee(d) })
    },
    defaire: async d => {
      const { rows } = await e.proprietaire.query(
        'SELECT mesure_id AS "mesureId", cle, rang FROM echeances.non_poursuite WHERE dossier_id = $1',
        [d.dossierId],
      )
      await par('dpip.67', ecarter, { ...d, ...rows[0], motif: 'Décidément sans objet' })
    },
  },
  rapport_modifie: {
    faire: async d => {
      const r = await rapport(d, 'brouillon')
      await par('dpip.67', ecrireRapport, {
        ...r,
        version: 2,
        titre: 'Revu',
        sections: [{ titre: 'Suivi', texte: 'Revu.' }],
      })
    },
    defaire: async d => par('ts.67', abandonner, { ...(await leRapport(d)), motif: 'Sans objet' }),
  },
  rapport_retire: {
    faire: async d => par('ts.67', retirer, await rapport(d, 'soumis')),
    defaire: async d => par('ts.67', soumettre, await leRapport(d)),
  },
  validation_retiree: {
    faire: async d => {
      const r = await rapport(d, 'soumis')
      await par('dpip.67', valider, r)
      await par('dpip.67', retirerValidation, { ...r, vers: 'soumis', motifDeReprise: 'À relire' })
    },
    defaire: async d => par('dpip.67', valider, await leRapport(d)),
  },
  rapport_abandonne: {
    faire: async d =>
      par('ts.67', abandonner, { ...(await rapport(d, 'renvoye')), motif: 'Sans objet' }),
    defaire: async d => par('ts.67', reprendreRapport, await leRapport(d)),
  },
  rapport_transmis: {
    faire: d => rapport(d, 'transmis'),
    defaire: async d =>
      par('jap.strasbourg', repondre, { ...(await leRapport(d)), sens: 'pris_acte', texte: 'Lu.' }),
  },
  reponse_du_magistrat: {
    faire: async d => reponse(await rapport(d, 'transmis')),
    defaire: d => reponseRetiree(d),
  },
  reponse_retiree: {
    faire: async d => {
      await reponse(await rapport(d, 'transmis'))
      await reponseRetiree(d)
    },
    defaire: async d => reponse(await leRapport(d), 2),
  },
  demande_passee: {
    faire: async d =>
      par('ts.67', passer, { ...d, saisineId: await demande(d), detenteur: 'partenaire' }),
    defaire: async d =>
      par('jap.strasbourg', cloreSaisine, {
        ...d,
        saisineId: await laDemande(d),
        motif: 'Sans objet',
      }),
  },
  demande_corrigee: {
    faire: async d => {
      const quoi = {
        nature: 'avis',
        objet: 'Votre avis',
        echeanceLe: ajouterJours(LE, 20),
        version: 1,
        motif: 'Mauvaise nature',
      }
      await par('jap.strasbourg', corrigerSaisine, { ...d, saisineId: await demande(d), ...quoi })
    },
    defaire: async d =>
      par('jap.strasbourg', cloreSaisine, {
        ...d,
        saisineId: await laDemande(d),
        motif: 'Sans objet',
      }),
  },
  demande_close: { reste: 'une demande close ne se rouvre pas' },
  mesure_saisie: {
    faire: d => mesure(d, 'greffe.strasbourg'),
    defaire: async d =>
      par('greffe.strasbourg', retirerMesure, {
        ...d,
        mesureId: await laMesure(d),
        motif: 'Erreur',
      }),
  },
  mesure_corrigee: {
    faire: async d =>
      par('dpip.67', corrigerMesure, {
        ...(await mesure(d)),
        ...faits(),
        numeroParquet: '25001000001',
        version: 1,
        motif: 'Relu',
        confirme: 'oui',
      }),
    defaire: async d =>
      par('dpip.67', retirerMesure, { ...d, mesureId: await laMesure(d), motif: 'Erreur' }),
  },
  mesure_passee: {
    faire: async d => {
      const metz = await t.id(
        "SELECT id FROM moyens.juridiction WHERE ville = 'Metz' AND $1::text IS NOT NULL",
        d.dossierId,
      )
      const corrigee = {
        ...faits(),
        juridictionId: metz,
        version: 1,
        motif: 'Jugement de Metz',
        confirme: 'oui',
        fondement: 'erreur_de_saisie',
      }
      await par('dpip.67', corrigerMesure, { ...(await mesure(d)), ...corrigee })
    },
    defaire: async d => {
      const corrigee = {
        ...faits(),
        version: 2,
        motif: 'De Strasbourg, en fait',
        confirme: 'oui',
        fondement: 'erreur_de_saisie',
      }
      await par('dpip.67', corrigerMesure, { ...d, mesureId: await laMesure(d), ...corrigee })
    },
  },
  mesure_retiree: {
    faire: async d => par('dpip.67', retirerMesure, { ...(await mesure(d)), motif: 'Erreur' }),
    defaire: async d =>
      par('dpip.67', remettreMesure, {
        ...d,
        mesureId: await laMesure(d),
        motif: 'C’était la bonne',
      }),
  },
  mesure_remise: {
    faire: async d => {
      const m = await mesure(d)
      await par('dpip.67', retirerMesure, { ...m, motif: 'Erreur' })
      await par('dpip.67', remettreMesure, { ...m, motif: 'C’était la bonne' })
    },
    defaire: async d =>
      par('dpip.67', retirerMesure, { ...d, mesureId: await laMesure(d), motif: 'Erreur' }),
  },
  acte_accompli: { faire: executee, defaire: annulerLActe },
  acte_annule: {
    faire: async d => {
      await executee(d)
      await annulerLActe(d)
    },
    defaire: async d =>
      par('dpip.67', retirerMesure, { ...d, mesureId: await laMesure(d), motif: 'Erreur' }),
  },
  obligations_changees: {
    faire: async d =>
      par('dpip.67', corrigerObligations, {
        ...(await mesure(d)),
        version: 1,
        obligations: [{ article: 'CP 132-45, 1°' }],
        motif: 'Relu',
        fondement: 'erreur_de_saisie',
      }),
    defaire: async d =>
      par('dpip.67', retirerMesure, { ...d, mesureId: await laMesure(d), motif: 'Erreur' }),
  },
  dit_a_l_audience: {
    faire: async d => {
      await e.proprietaire.query(
        "UPDATE dossiers.personne SET telephone = '06 11 22 33 44' WHERE dossier_id = $1",
        [d.dossierId],
      )
      await par('bex.strasbourg', direALAudience, {
        ...d,
        ditLe: LE,
        telephone: '06 39 98 00 01',
        langues: [],
        interprete: false,
      })
    },
    defaire: async d =>
      par('ts.67', deciderProposition, {
        ...d,
        propositionId: await t.id(
          'SELECT id FROM dossiers.proposition WHERE dossier_id = $1',
          d.dossierId,
        ),
        decision: 'ecartee',
      }),
  },
  remise_corrigee: {
    reste: 'éprouvée à l’audience : la remise retirée l’emporte (src/bex/correction.test.ts)',
  },
  remise_retiree: { reste: 'une remise retirée ne se remet pas : le tribunal convoque de nouveau' },
  dossier_ouvert_a_une_juridiction: {
    reste: 'éprouvée avec les ouvertures : finie, elle part (tests/invariants/fins.test.ts)',
  },
  convocation_vue_du_tribunal: {
    reste: 'éprouvée avec les ouvertures : finie, elle part (tests/invariants/fins.test.ts)',
  },
  nouvelle_condamnation: {
    reste: 'éprouvée à l’audience : la remise retirée l’emporte (src/bex/retrait.test.ts)',
  },
}
const laConvocation = (d: Sur) =>
  t.id('SELECT id FROM agenda.convocation WHERE dossier_id = $1', d.dossierId)
const laMesure = (d: Sur) =>
  t.id('SELECT id FROM mesures.mesure WHERE dossier_id = $1', d.dossierId)
const enCours = async (d: Sur, nature: string) =>
  (
    await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = $2 AND reglee_a IS NULL',
      [d.dossierId, nature],
    )
  ).rows.map(r => r.id)
/** What an account's list holds of a dossier. */
async function lues(qui: string, d: Sur): Promise<{ nature: string; cible: string }[]> {
  const c = await e.base.pool.connect()
  try {
    await c.query('BEGIN')
    await c.query('SELECT * FROM acces.ouvrir(NULL, $1::uuid)', [await e.agent(qui)])
    const { rows } = await c.query(
      'SELECT nature, cible_id AS cible FROM dossiers.mes_nouvelles($2::date) WHERE dossier_id = $1',
      [d.dossierId, LE],
    )
    return rows
  } finally {
    await c.query('ROLLBACK')
    c.release()
  }
}

describe('Une nouvelle part avec son fait (invariants 7 et 10)', () => {
  it('Chaque nature dit ce qui la défait, ou pourquoi rien', () => {
    expect(Object.keys(cas).sort()).toEqual(Object.keys(naturesDeNouvelle).sort())
    // Tried elsewhere: the file that is named is there, and names the nature.
    const ailleurs = Object.entries(cas).flatMap(([nature, c]) =>
      'reste' in c
        ? [...c.reste.matchAll(/\((\S+\.test\.ts)\)/g)].map(m => ({ nature, fichier: m[1] ?? '' }))
        : [],
    )
    expect(ailleurs.length).toBeGreaterThan(3)
    expect(
      ailleurs.filter(
        ({ nature, fichier }) =>
          !existsSync(fichier) || !readFileSync(fichier, 'utf8').includes(`'${nature}'`),
      ),
    ).toEqual([])
  })
  it('Aucune nature n’est sans essai : celles que rien ne défait sont dites par un autre', () => {
    const essais = ['src', 'tests']
      .flatMap(dossier =>
        readdirSync(dossier, { recursive: true, encoding: 'utf8' }).map(f => `${dossier}/${f}`),
      )
      .filter(f => f.endsWith('.test.ts') && !f.endsWith('nouvelles.test.ts'))
      .map(f => readFileSync(f, 'utf8'))
    const muettes = Object.entries(cas).filter(
      ([nature, c]) =>
        'reste' in c &&
        !essais.some(
          texte =>
            texte.includes(`'${nature}'`) ||
            texte.includes(naturesDeNouvelle[nature as NatureDeNouvelle].libelle),
        ),
    )
    expect(muettes.map(([nature]) => nature)).toEqual([])
  })
  const defaites = Object.entries(cas).filter(
    (c): c is [string, Exclude<Cas, { reste: string }>] => 'faire' in c[1],
  )
  it.each(defaites)('%s : dite, puis partie avec son fait', async (nature, c) => {
    const d = await dossier()
    await c.faire(d)
    const dites = await enCours(d, nature)
    expect(dites.length, 'dite').toBeGreaterThan(0)
    await c.defaire(d)
    const restent = await enCours(d, nature)
    expect(
      restent.filter(id => dites.includes(id)),
      'partie',
    ).toEqual([])
    for (const qui of ['ts.67', 'dpip.67', 'jap.strasbourg']) {
      const lignes = await lues(qui, d)
      expect(
        new Set(lignes.map(l => `${l.nature} ${l.cible}`)).size,
        `${qui} : une ligne par fait`,
      ).toBe(lignes.length)
    }
  })
  it('Qui ne voit plus le dossier n’en lit pas le nom : la nouvelle part, sauf celles qui disent pourquoi elles restent', async () => {
    const d = await dossier()
    const natures = Object.entries(naturesDeNouvelle) as [
      NatureDeNouvelle,
      { horsPerimetre?: string },
    ][]
    const lus = async () => (await lues('jap.strasbourg', d)).map(l => l.nature).sort()
    const cibles = new Map(natures.map(([nature]) => [nature, randomUUID()]))
    const dire = command({
      name: 'essai.dire',
      permission: 'dossier:lire',
      aQui: 'soi',
      input: z.object({ dossierId: z.uuid() }),
      async run(tx, { dossierId }, context) {
        const destinataires = [{ entiteId: juridictionId, fonctions: ['jap'] }]
        for (const [nature, cibleId] of cibles)
          await prevenir(tx, context, { dossierId, destinataires, nature, cibleId })
      },
      journal: ({ dossierId }) => ({ dossierId }),
    })
    await par('ts.67', dire, d)
    expect(await lus()).toEqual(natures.map(([nature]) => nature).sort())
    await e.proprietaire.query(
      'UPDATE dossiers.perimetre SET fin_a = now() WHERE dossier_id = $1 AND entite_id = $2',
      [d.dossierId, juridictionId],
    )
    const gardees = natures
      .flatMap(([nature, { horsPerimetre }]) => (horsPerimetre ? [nature] : []))
      .sort()
    expect(gardees).not.toContain('remise_retiree')
    expect(await lus()).toEqual(gardees)
    for (const [nature, { horsPerimetre }] of natures)
      if (horsPerimetre) expect(horsPerimetre.length, nature).toBeGreaterThan(20)
  })
})
