import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deplacerConvocation, noterEtat } from '../../src/agenda/convocation.commands.ts'
import { convoquer } from '../../src/agenda/index.ts'
import { lettresDe } from '../../src/agenda/lettre.ecran.ts'
import { creerDossier } from '../../src/dossiers/index.ts'
import { clesMoments } from '../../src/messages/message.rules.ts'
import { modalites } from '../../src/messages/modele.rules.ts'
import { command } from '../../src/platform/command.ts'
import { executer } from '../../src/platform/executer.ts'
import { motsReveles } from '../../src/platform/revele.ts'
import { parDossier } from '../../src/platform/saisie.ts'
import { type Essai, nouvelEssai } from '../base.ts'

/**
 * Every text of what a convocation is made of, found in the base: a column added tomorrow is filled
 * too.
 */
const SOURCES = [
  'creneaux.lieu',
  'creneaux.type',
  'creneaux.agenda',
  'creneaux.plage',
  'moyens.antenne',
  'moyens.service',
  'moyens.agent',
]
const REVELE = 'Bureau du TIG'
/** Columns that may not hold words, or that find a row again: each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  'creneaux.type.cle': 'clé interne, en minuscules, jamais dite',
  'moyens.agent.fonction': 'valeur fermée',
  'creneaux.type.modalite': 'valeur fermée',
  'creneaux.lieu.territoire': 'valeur fermée',
  'creneaux.lieu.fuseau': 'valeur fermée',
  'moyens.service.territoire': 'valeur fermée',
  'moyens.service.fuseau': 'valeur fermée',
}
/** Columns that the base keeps from holding these words, and by what. */
const REFUSENT: Record<string, string> = {
  'creneaux.lieu.code_postal': 'cinq chiffres',
  'moyens.antenne.code_postal': 'cinq chiffres',
  'moyens.antenne.milieu': 'valeur fermée',
}
let e: Essai
let ts = ''
let antenne = ''
const remplies: string[] = []
const refusees: string[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ antenne_id: string }>(
    'SELECT antenne_id FROM moyens.agent WHERE id = $1',
    [ts],
  )
  antenne = rows[0]?.antenne_id ?? ''
  // The service's own wording repeats all that a template may repeat.
  for (const modalite of modalites)
    for (const canal of ['sms', 'courriel'])
      for (const moment of clesMoments)
        await e.proprietaire.query(
          `INSERT INTO messages.modele (entite_id, type, moment, canal, langue, texte, ecrit_a, ecrit_par)
           SELECT service_id, $1, $2, $3, 'fr', $4, now(), id FROM moyens.agent WHERE id = $5`,
          [
            `tous-${modalite}`,
            moment,
            canal,
            `${canal === 'courriel' ? 'Objet : {date}\n\n' : ''}Le {date} à {heure}[, {lieu}][, {adresse}]. [Apportez {pieces}. ][{telephone}. ]{lien}`,
            ts,
          ],
        )
  const { rows: colonnes } = await e.proprietaire.query<{ nom: string }>(
    `SELECT table_schema || '.' || table_name || '.' || column_name AS nom FROM information_schema.columns
     WHERE table_schema || '.' || table_name = ANY ($1) AND data_type = 'text' AND is_generated = 'NEVER' ORDER BY 1`,
    [SOURCES],
  )
  for (const { nom } of colonnes) {
    if (EXCEPTIONS[nom]) continue
    const [schema, table, colonne] = nom.split('.') as [string, string, string]
    // A closed list, a postcode or a name that must be unique refuses: the rows that can hold the
    // words hold them.
    try {
      await e.proprietaire.query(
        `UPDATE ${schema}.${table} SET ${colonne} = $1 || CASE WHEN $2 THEN '' ELSE ' ' || translate(gen_random_uuid()::text, '0123456789-', 'ghijklmnopq') END`,
        [REVELE, !['nom', 'libelle', 'nom_public'].includes(colonne)],
      )
      remplies.push(nom)
    } catch {
      refusees.push(nom)
    }
  }
})
afterAll(() => e.fermer())

const lireLettre = (dossierId: string, convocationId: string) =>
  executer(
    e.hote,
    ts,
    command({
      name: 'essai.lire',
      permission: 'convocation:lire',
      aQui: 'qui_suit_ou_convoque',
      input: parDossier,
      run: (tx, _params, context) => lettresDe(tx, context, [{ dossierId, convocationId }], 'ar'),
      journal: () => ({}),
    }),
    { dossierId },
  )

describe('Aucun mot qui dit la justice n’atteint un message ni la fenêtre d’une enveloppe', () => {
  it('Les colonnes du lieu, du type, de l’agenda et du service portent toutes « Bureau du TIG »', () => {
    expect(motsReveles(REVELE)).toEqual(['TIG'])
    for (const colonne of [
      'creneaux.lieu.nom_public',
      'creneaux.type.pieces',
      'creneaux.agenda.nom',
      'moyens.antenne.nom',
      'moyens.antenne.adresse',
    ])
      expect(remplies).toContain(colonne)
    expect(refusees).toEqual(Object.keys(REFUSENT))
  })
  it.each([
    ['sms', { telephone: '06 12 34 56 78' }],
    ['courriel', { courriel: 'quelquun@exemple.fr' }],
    ['lettre', {}],
  ])('Par %s, à chaque moment et pour chaque modalité : rien', async (canal, coordonnees) => {
    const dits: string[] = []
    const jours = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10']
    for (const [i, modalite] of modalites.entries()) {
      const { dossierId } = await executer(e.hote, ts, creerDossier, {
        nom: `Muet${canal}${'abcd'[i]}`,
        prenoms: 'Ève',
        naissanceLe: '1980-01-01',
        logement: 'adresse',
        adresse: '1 rue des Lilas',
        codePostal: '67000',
        commune: 'Strasbourg',
        ...coordonnees,
        confirme: 'oui',
      })
      const heure = { sms: '09:00', courriel: '11:00', lettre: '14:00' }[canal] ?? '16:00'
      const quand = {
        type: 'suivi',
        le: jours[i] ?? '',
        heure,
        agentId: ts,
        lieuId: antenne,
        modalite,
        prevenir: 'oui' as const,
        malgre: 'oui' as const,
      }
      const { convocationId } = await executer(e.hote, ts, convoquer, { dossierId, ...quand })
      const [lettre] = await lireLettre(dossierId, convocationId)
      if (!lettre) throw new Error('no letter')
      dits.push(
        [lettre.expediteur.nom, lettre.expediteur.adresse, ...lettre.destinataire].join('\n'),
      )
      await executer(e.hote, ts, deplacerConvocation, {
        dossierId,
        convocationId,
        version: 1,
        ...quand,
        heure: heure.replace(':00', ':30'),
      })
      await executer(e.hote, ts, noterEtat, {
        dossierId,
        convocationId,
        etat: 'annulee',
        prevenir: 'oui',
      })
      const manquee = await executer(e.hote, ts, convoquer, { dossierId, ...quand })
      await e.proprietaire.query("UPDATE agenda.convocation SET le = '2026-11-20' WHERE id = $1", [
        manquee.convocationId,
      ])
      await executer(e.hote, ts, noterEtat, {
        dossierId,
        convocationId: manquee.convocationId,
        etat: 'manquee',
        prevenir: 'oui',
      })
      const { rows } = await e.proprietaire.query<{ moment: string; dit: string }>(
        "SELECT moment, canal || ' ' || coalesce(sujet, '') || ' ' || texte AS dit FROM messages.message WHERE dossier_id = $1",
        [dossierId],
      )
      // A letter is not sent the day before.
      expect(clesMoments.filter(m => !rows.some(r => r.moment === m))).toEqual(
        canal === 'lettre' ? ['rappel'] : [],
      )
      dits.push(...rows.map(r => r.dit))
    }
    expect(dits.filter(d => motsReveles(d).length > 0)).toEqual([])
  })
})
