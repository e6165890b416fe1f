import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, saisieDe, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const ouverte = async (nom: string) => {
  const qui = {
    nom,
    prenoms: 'Alix',
    naissanceLe: '1990-05-06',
    situation: 'commune',
    commune: 'Strasbourg',
  }
  const url = (await bex.envoyer('/bex/convoquer', qui)).vers
  return { url, texte: (await bex.ouvrir(url)).texte }
}
async function convoquee(nom: string, plus: object = {}) {
  const { url, texte } = await ouverte(nom)
  const creneauSpip = valeurs(texte, 'creneauSpip')[4] ?? ''
  const r = await bex.envoyer(url, {
    ...saisieDe(texte),
    personne: 'nouvelle',
    creneauSpip,
    telephone: '06 39 98 12 34',
    ...plus,
  })
  expect(reproches(r)).toBe('')
  const [dossierId = '', id = ''] = r.vers.split('/').slice(-2)
  return { faite: r.vers, dossierId, id, texte, url }
}

describe('De partout, le tribunal revient à ce qu’il a donné', () => {
  it('La page de la convocation et le dossier mènent à « Déplacer ou annuler » ; le service et le tribunal voisin n’y sont pas menés', async () => {
    const c = await convoquee('Retrouvable')
    const vers = `${c.faite}/deplacer`
    expect((await bex.ouvrir(`/dossiers/${c.dossierId}/convocations/${c.id}`)).texte).toContain(
      `href="${vers}"`,
    )
    expect((await bex.ouvrir(`/dossiers/${c.dossierId}`)).texte).toContain(`href="${c.faite}"`)
    expect((await bex.ouvrir(vers)).statut).toBe(200)
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const page = (await dpip.ouvrir(`/dossiers/${c.dossierId}/convocations/${c.id}`)).texte
    expect(page).toContain('Convocation du')
    expect(page).not.toContain(vers)
  })
  it('Convocation remise, aucune lettre n’est demandée ; déplacée sans nouveau papier, elle l’est, et le vieux papier est dit', async () => {
    const c = await convoquee('Enmain', { telephone: '', prevenir: '' })
    const service = await new Navigateur(p).entrer('dpip.67')
    const page = async () =>
      (await service.ouvrir(`/dossiers/${c.dossierId}/convocations/${c.id}`)).texte
    expect(await page()).toContain('aucune lettre n’est à envoyer')
    expect(await page()).not.toContain('Imprimez la lettre.')
    const ecran = (await bex.ouvrir(`${c.faite}/deplacer`)).texte
    const version = valeurs(ecran, 'version')[0] ?? ''
    const creneau = valeurs(ecran, 'creneau').at(-1) ?? ''
    expect(reproches(await bex.envoyer(`${c.faite}/deplacer`, { creneau, version }))).toBe('')
    expect(await page()).toContain('Imprimez la lettre.')
    expect(await page()).toContain('Le papier remis à la personne dit encore le')
  })
})

describe('Ce qui est envoyé deux fois', () => {
  it('n’est pas dit enregistré : l’envoi perdu le dit, et montre ce qui avait été saisi', async () => {
    const c = await convoquee('Deuxonglets')
    expect((await bex.ouvrir(c.url)).texte).not.toContain('n’est pas gardé')
    const autre = {
      ...saisieDe(c.texte),
      personne: 'nouvelle',
      creneauSpip: valeurs(c.texte, 'creneauSpip')[9] ?? '',
    }
    const r = await bex.envoyer(
      c.url,
      { ...autre, telephone: '06 39 98 77 77', precisions: 'Vient avec sa sœur' },
      '/bex/convoquer',
    )
    expect(r.statut).toBe(422)
    for (const dit of [
      'cet envoi n’est pas gardé',
      '06 39 98 77 77',
      'Vient avec sa sœur',
      'Créneau au SPIP',
    ])
      expect(r.texte).toContain(dit)
    expect(r.texte).not.toContain('est enregistré')
  })
})

describe('Une porte montrée s’ouvre', () => {
  it('Les messages d’un tribunal sont lus par le service sans lien vers leur page, qui n’est pas la sienne', async () => {
    const c = await convoquee('Messages')
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT id FROM moyens.juridiction WHERE ville = $1 LIMIT 1',
      ['Strasbourg'],
    )
    const { rows: tous } = await e.proprietaire.query<{ id: string }>(
      'UPDATE messages.message SET entite_id = $2 WHERE objet_id = $1 RETURNING id',
      [c.id, rows[0]?.id],
    )
    expect(tous.length).toBeGreaterThan(0)
    const dpip = await new Navigateur(p).entrer('dpip.67')
    for (const page of [
      `/dossiers/${c.dossierId}/messages`,
      `/dossiers/${c.dossierId}/convocations/${c.id}`,
    ]) {
      const { statut, texte } = await dpip.ouvrir(page)
      expect([statut, texte.includes('SMS, convocation')], page).toEqual([200, true])
      for (const { id } of tous) expect(texte, page).not.toContain(id)
    }
  })
})
