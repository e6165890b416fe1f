import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, Navigateur } from '../../tests/base.ts'
import { command } from '../platform/command.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { convoquer, noterEtat } from './convocation.commands.ts'
import { modalites } from './convocation.rules.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'
import { lettresDe } from './lettre.ecran.ts'
import { momentDeLaLettre } from './lettre.rules.ts'

let t: Terrain
let p: Plateforme
let ts: Navigateur
beforeAll(async () => {
  t = await terrainLibre()
  p = await application(t.e)
  ts = await new Navigateur(p).entrer('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})
const jours = [
  '2027-02-01',
  '2027-02-02',
  '2027-02-03',
  '2027-02-04',
  '2027-02-05',
  '2027-02-08',
  '2027-02-09',
  '2027-02-10',
]
async function convoque(langues: string[], prevenir: 'oui' | 'non' = 'non') {
  const dossierId = await t.dossier()
  await t.e.proprietaire.query(
    'UPDATE dossiers.personne SET langues = $2, telephone = NULL, courriel = NULL WHERE dossier_id = $1',
    [dossierId, langues],
  )
  const le = jours.shift() ?? ''
  const moment = { type: 'suivi', le, heure: '10:00', agentId: t.ts, lieuId: t.antenne, prevenir }
  return executer(t.e.hote, t.ts, convoquer, { dossierId, ...moment })
}
type Qui = { dossierId: string; convocationId: string }
const lettre = async ({ dossierId, convocationId }: Qui, langue?: 'ar' | 'fr') => {
  const [une] = await executer(
    t.e.hote,
    t.ts,
    command({
      name: 'essai.lire',
      permission: 'convocation:lire',
      aQui: 'qui_suit_ou_convoque',
      input: parDossier,
      run: (tx, _params, context) => lettresDe(tx, context, [{ dossierId, convocationId }], langue),
      journal: () => ({}),
    }),
    { dossierId },
  )
  return une
}
const chemin = ({ dossierId, convocationId }: Qui) =>
  `/dossiers/${dossierId}/convocations/${convocationId}`

describe('La lettre d’une convocation', () => {
  it('Est toujours en français ; la langue de la personne est sur la même feuille, avec sa mention', async () => {
    const arabe = await lettre(await convoque(['arabe']))
    expect(arabe?.paragraphes.join(' ')).toContain('Nous vous attendons')
    expect(arabe?.traduction).toMatchObject({
      titre: 'En arabe',
      deDroiteAGauche: true,
      mention: 'Traduction non relue : seul le texte français fait foi.',
    })
    expect(arabe?.traduction?.paragraphes.join(' ')).toMatch(/\p{Script=Arabic}/u)
    expect(arabe?.traduction?.paragraphes.join(' ')).not.toContain('http')
    expect((await lettre(await convoque(['arabe', 'français'])))?.traduction).toBeNull()
  })
  it('Quand la langue n’est pas notée, l’agent la choisit', async () => {
    const qui = await convoque([])
    expect((await lettre(qui))?.traduction).toBeNull()
    expect((await lettre(qui, 'ar'))?.traduction?.titre).toBe('En arabe')
    expect((await ts.ouvrir(chemin(qui))).texte).toContain(
      'La langue de la personne n’est pas notée : choisissez.',
    )
    const pdf = await ts.ouvrir(`${chemin(qui)}/lettre.pdf?langue=ar`)
    expect([pdf.statut, pdf.texte.slice(0, 4)]).toEqual([200, '%PDF'])
    expect((await ts.ouvrir(`${chemin(qui)}/lettre.pdf?langue=xx`)).statut).toBe(404)
  })
  it('Ne dit de venir qu’à qui vient : une visite, un appel, une visio ont leurs mots', async () => {
    const mots = {
      domicile: {
        dit: ['Nous passerons chez vous', 'Préparez', 'ne pouvez pas être chez vous'],
        faits: ['Adresse'],
      },
      telephone: { dit: ['Nous vous appellerons', 'ne pouvez pas répondre'], faits: [] },
      visio: { dit: ['en visioconférence', 'ne pouvez pas vous connecter'], faits: [] },
      lieu: {
        dit: ['Nous vous attendons à la convocation', 'et cette lettre', 'ne pouvez pas venir'],
        faits: ['Lieu', 'Adresse'],
      },
    }
    const qui = await convoque([])
    for (const [modalite, { dit, faits }] of Object.entries(mots)) {
      await t.e.proprietaire.query(
        'UPDATE agenda.convocation SET modalite = $2, lieu = $3 WHERE id = $1',
        [qui.convocationId, modalite, modalites[modalite as keyof typeof modalites]],
      )
      if (modalite === 'lieu')
        await t.e.proprietaire.query(
          "UPDATE agenda.convocation SET lieu = 'Antenne' WHERE id = $1",
          [qui.convocationId],
        )
      const une = await lettre(qui)
      const texte = [...(une?.paragraphes ?? []), ...(une?.suite ?? [])].join(' ')
      for (const mot of dit) expect(texte, modalite).toContain(mot)
      if (modalite !== 'lieu')
        expect(texte, modalite).not.toMatch(/Apportez|venir|à la convocation suivante/)
      expect(
        une?.faits.map(([nom]) => nom).filter(nom => nom === 'Lieu' || nom === 'Adresse'),
        modalite,
      ).toEqual(faits)
    }
  })
  it('Dit ce qui est vrai maintenant : changée, annulée, manquée ; de ce qui est passé il n’y a plus de lettre', async () => {
    const c = { etat: 'prevue', version: 1, remplaceId: null }
    expect(momentDeLaLettre(c)).toBe('convocation')
    expect(momentDeLaLettre({ ...c, version: 2 })).toBe('modification')
    expect(momentDeLaLettre({ ...c, remplaceId: 'x' })).toBe('modification')
    expect(momentDeLaLettre({ ...c, etat: 'manquee' })).toBe('absence')
    for (const etat of ['honoree', 'excusee', 'reportee'])
      expect(momentDeLaLettre({ ...c, etat }), etat).toBeNull()
    const qui = await convoque([])
    await executer(t.e.hote, t.ts, noterEtat, { ...qui, etat: 'annulee' })
    const annulee = await lettre(qui, 'ar')
    expect([annulee?.titre, annulee?.faits]).toEqual(['Convocation annulée', []])
    expect(annulee?.paragraphes.join(' ')).toContain('Ne venez pas')
    await t.e.proprietaire.query("UPDATE agenda.convocation SET etat = 'excusee' WHERE id = $1", [
      qui.convocationId,
    ])
    expect((await ts.ouvrir(`${chemin(qui)}/lettre.pdf`)).statut).toBe(404)
    expect((await ts.ouvrir(chemin(qui))).texte).not.toContain('Lettre à imprimer')
  })
  it('Une personne détenue : la lettre se remet en main propre, elle ne part pas chez elle', async () => {
    const qui = await convoque([])
    await t.e.proprietaire.query(
      "UPDATE dossiers.personne SET logement = 'adresse', adresse = '1 rue X', commune = 'Strasbourg', etablissement_id = (SELECT id FROM moyens.etablissement LIMIT 1) WHERE dossier_id = $1",
      [qui.dossierId],
    )
    expect((await lettre(qui))?.destinataire.slice(1)).toEqual(['À remettre en main propre'])
    const page = (await ts.ouvrir(chemin(qui))).texte
    expect(page).toMatch(/(?:Détenue?|En détention) : /)
    expect((await ts.ouvrir(`/dossiers/${qui.dossierId}`)).texte).not.toMatch(/<dd>libre<\/dd>/i)
  })
  it('Les lettres qui attendent s’impriment ensemble, chacune celle de sa convocation ; le message n’en fait pas une autre', async () => {
    const qui = await convoque(['arabe'], 'oui')
    const { rows } = await t.e.proprietaire.query<{ id: string; langue: string; texte: string }>(
      "SELECT id, langue, texte FROM messages.message WHERE objet_id = $1 AND etat = 'a_imprimer'",
      [qui.convocationId],
    )
    expect(rows).toHaveLength(1)
    expect([rows[0]?.langue, /\p{Script=Arabic}/u.test(rows[0]?.texte ?? '')]).toEqual([
      'fr',
      false,
    ])
    const page = (await ts.ouvrir('/messages/lettres')).texte
    expect(page).toContain('/messages/lettres.pdf')
    expect(page).toContain(chemin(qui))
    const pdf = await ts.ouvrir('/messages/lettres.pdf')
    expect([pdf.statut, pdf.texte.slice(0, 4)]).toEqual([200, '%PDF'])
    expect((await ts.ouvrir(`/messages/${qui.dossierId}/${rows[0]?.id}`)).texte).toContain(
      'La lettre s’imprime depuis la convocation',
    )
  })
})
