import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { agent, bancDeLAnnuaire, champ } from './organigramme.builder.ts'

type Banc = Awaited<ReturnType<typeof bancDeLAnnuaire>>
let { e, p, admin, dfspip, service, fermer } = {} as Banc
beforeAll(async () => {
  ;({ e, p, admin, dfspip, service, fermer } = await bancDeLAnnuaire())
})
afterAll(() => fermer())

describe('Qui suit des dossiers', () => {
  it('ne cesse pas en silence de pouvoir suivre : arrivée dans l’avenir ou autre fonction, c’est refusé, avec le chemin pour passer ses dossiers', async () => {
    const id = await e.agent('ts.67')
    const url = `/annuaire/agents/${id}`
    const lu = (
      await e.proprietaire.query(
        'SELECT prenom, nom, arrive_le::text AS "arriveLe" FROM moyens.agent WHERE id = $1',
        [id],
      )
    ).rows[0]
    const envoyer = async (plus: object, nav = dfspip) =>
      nav.envoyer(url, {
        ...lu,
        fonction: 'travailleur_social',
        empreinte: champ((await nav.ouvrir(url)).texte, 'empreinte'),
        ...plus,
      })
    for (const plus of [{ arriveLe: ajouterJours(LE, 30) }, { fonction: 'surveillant' }]) {
      const r = await envoyer(plus)
      expect(
        [r.statut, /suit \d+ dossiers : confiez-les d’abord à un autre référent/.test(r.texte)],
        JSON.stringify(plus),
      ).toEqual([422, true])
      // The administrator, who hands over nobody's dossiers, reads the sentence without a link that
      // would be refused.
      expect(
        [r, await envoyer(plus, admin)].map(x =>
          x.texte.includes(`href="/equipe/agents/${id}/dossiers"`),
        ),
      ).toEqual([true, false])
    }
    expect((await dfspip.ouvrir(`/equipe/agents/${id}/dossiers`)).texte).toMatch(
      /\d+ dossiers à passer/,
    )
    expect((await envoyer({ fonction: 'dpip' })).statut).toBe(303)
    expect((await envoyer({})).statut).toBe(303)
    const libre = await nouveau({ nom: 'Libre' })
    const elle = `/annuaire/agents/${libre}`
    const fin = {
      ...agent,
      nom: 'Libre',
      fonction: 'surveillant',
      empreinte: champ((await dfspip.ouvrir(elle)).texte, 'empreinte'),
    }
    expect((await dfspip.envoyer(elle, fin)).statut).toBe(303)
  })
  const nouveau = async (plus: object) => {
    const r = await dfspip.envoyer(`/annuaire/services/${await service('67')}/agents/nouveau`, {
      ...agent,
      ...plus,
    })
    expect(r.statut).toBe(303)
    return (await e.proprietaire.query('SELECT id FROM moyens.agent ORDER BY id DESC LIMIT 1'))
      .rows[0].id
  }
  it('Le départ le jour de l’arrivée est refusé ; le même agent saisi deux fois est demandé, et un homonyme entre', async () => {
    const url = `/annuaire/services/${await service('67')}/agents/nouveau`
    const aucunJour = await dfspip.envoyer(url, { ...agent, nom: 'Passage', partiLe: LE })
    expect([aucunJour.statut, aucunJour.texte.includes('l’agent ne serait là aucun jour')]).toEqual(
      [422, true],
    )
    await nouveau({ nom: 'Répétée' })
    const double = await dfspip.envoyer(url, { ...agent, nom: 'REPETEE' })
    expect([
      double.statut,
      double.texte.includes('Rose Répétée est déjà à l’annuaire'),
      double.texte.includes('name="confirme"'),
    ]).toEqual([422, true, true])
    expect(
      (await dfspip.envoyer(url, { ...agent, nom: 'Répétée', arriveLe: ajouterJours(LE, -1) }))
        .statut,
    ).toBe(303)
    expect((await dfspip.envoyer(url, { ...agent, nom: 'Repetee', confirme: 'oui' })).statut).toBe(
      303,
    )
  })
})

describe('Les agents d’un service ou d’un tribunal', () => {
  const jour = (le: string) => le.split('-').reverse().join('/')
  it('Ceux qui arrivent, sont là et sont partis s’y lisent avec leurs jours, et l’annuaire y mène', async () => {
    const ici = await service('67')
    const ajouter = (nom: string, jours: object) =>
      dfspip.envoyer(`/annuaire/services/${ici}/agents/nouveau`, { ...agent, nom, ...jours })
    await ajouter('Arrivante', { arriveLe: ajouterJours(LE, 20) })
    await ajouter('Partie', { arriveLe: ajouterJours(LE, -90), partiLe: ajouterJours(LE, -3) })
    expect((await dfspip.ouvrir(`/annuaire/${ici}`)).texte).toContain(
      `href="/annuaire/${ici}/agents"`,
    )
    const { statut, texte } = await dfspip.ouvrir(`/annuaire/${ici}/agents?par=100`)
    expect(statut).toBe(200)
    const ligne = (nom: string) => texte.split('<tr').find(l => l.includes(`Rose ${nom}<`)) ?? ''
    expect([
      ligne('Arrivante').includes('Arrive<'),
      ligne('Arrivante').includes(jour(ajouterJours(LE, 20))),
    ]).toEqual([true, true])
    expect([
      ligne('Partie').includes('Parti<'),
      ligne('Partie').includes(jour(ajouterJours(LE, -3))),
    ]).toEqual([true, true])
    expect(texte.indexOf('Rose Arrivante')).toBeLessThan(texte.indexOf('Apolline Fontanelle'))
    expect(texte.indexOf('Apolline Fontanelle')).toBeLessThan(texte.indexOf('Rose Partie'))
    expect((await dfspip.ouvrir(`/annuaire/${ici}`)).texte).not.toMatch(/Rose (Arrivante|Partie)/)
  })
  it('Le DFSPIP ne change pas sa propre fonction : c’est dit à sa place', async () => {
    for (const [nav, compte, fonction] of [
      [dfspip, 'dfspip.67', 'dpip'],
      [dfspip, 'dfspip.67', 'administratif'],
    ] as const) {
      const url = `/annuaire/agents/${await e.agent(compte)}`
      const page = (await nav.ouvrir(url)).texte
      const [moi] = (
        await e.proprietaire.query('SELECT prenom, nom, fonction FROM moyens.agent WHERE id = $1', [
          await e.agent(compte),
        ])
      ).rows
      const envoi = {
        ...agent,
        prenom: moi.prenom,
        nom: moi.nom,
        fonction,
        empreinte: champ(page, 'empreinte'),
      }
      const { statut, texte } = await nav.envoyer(url, envoi)
      expect([statut, texte.includes('Personne ne change sa propre fonction')]).toEqual([422, true])
    }
  })
  it('Le DFSPIP ne lit que les siens ; l’administrateur lit ceux d’un tribunal, que l’annuaire lui montre', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const url = `/annuaire/${rows[0].id}/agents`
    for (const ailleurs of [url, `/annuaire/${await service('57')}/agents`])
      expect((await dfspip.ouvrir(ailleurs)).statut).toBe(403)
    const page = (await admin.ouvrir(url)).texte
    expect(page).toContain(`/annuaire/agents/${await e.agent('jap.strasbourg')}`)
    expect((await admin.ouvrir('/annuaire')).texte).toContain(`href="${url}"`)
    const ts = await new Navigateur(p).entrer('ts.67')
    expect((await ts.ouvrir(url)).statut).toBe(403)
    expect((await admin.ouvrir(`/annuaire/${await e.agent('ts.67')}/agents`)).statut).toBe(404)
  })
})
