import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { passerEnNombre } from './affectation.commands.ts'
import { affecterEnNombre, creerDossier } from './index.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const LETTRES = 'bcdfghjklm'
let n = 0
/** A dossier that nobody follows yet: opened by the secretariat. */
const sansReferent = async (par = 'accueil.67') => {
  n += 1
  const nom = `Zwk${[...String(n * 7919)].map(c => LETTRES[Number(c)]).join('')}`
  const identite = {
    nom,
    prenoms: `Ulric${nom}`,
    naissanceLe: '1988-02-29',
    confirme: 'oui' as const,
  }
  const { dossierId } = await executer(e.hote, await e.agent(par), creerDossier, identite)
  return { dossierId, nom }
}
const referents = async (ids: string[]) =>
  (
    await e.proprietaire.query<{ r: string | null }>(
      'SELECT referent_id AS r FROM dossiers.prise_en_charge WHERE dossier_id = ANY ($1) AND fin_a IS NULL ORDER BY dossier_id',
      [ids],
    )
  ).rows.map(l => l.r)
const affecter = async (qui: string, dossierIds: string[], a: string) =>
  executer(e.hote, await e.agent(qui), affecterEnNombre, {
    dossierIds,
    referentId: await e.agent(a),
  })

describe('Affecter en nombre (C1.1)', () => {
  it('Plusieurs dossiers, un agent, un geste : chaque dossier a sa ligne au journal, et le référent les lit dans « Pour moi »', async () => {
    const trois = [await sansReferent(), await sansReferent(), await sansReferent()]
    const ids = trois.map(d => d.dossierId)
    await affecter('dpip.67', [...ids, ids[0] ?? ''], 'ts3.67')
    const ts3 = await e.agent('ts3.67')
    expect(await referents(ids)).toEqual([ts3, ts3, ts3])
    const { rows } = await e.proprietaire.query(
      "SELECT dossier_id, cible FROM acces.journal_ecriture WHERE commande = 'dossiers.affecter-en-nombre' AND dossier_id = ANY ($1) ORDER BY 1",
      [ids],
    )
    expect(rows).toEqual([...ids].sort().map(dossier_id => ({ dossier_id, cible: ts3 })))
    const { texte } = await (await new Navigateur(p).entrer('ts3.67')).ouvrir('/pour-moi?par=100')
    for (const { nom } of trois) expect(texte).toMatch(new RegExp(`vous est confié</a>, ${nom}`))
  })

  it('Le dossier garde son antenne, quelle que soit celle du référent ; celui qui n’en a pas prend la sienne', async () => {
    const [garde, sans] = [(await sansReferent()).dossierId, (await sansReferent()).dossierId]
    const { rows } = await e.proprietaire.query<{ id: string; agent: string | null }>(
      `SELECT * FROM (SELECT t.id, (SELECT a.id FROM moyens.agent a WHERE a.antenne_id = t.id AND a.fonction = 'travailleur_social' AND a.parti_le IS NULL LIMIT 1) AS agent
       FROM moyens.antenne t JOIN moyens.service s ON s.id = t.service_id WHERE s.departement = '67') x ORDER BY agent IS NULL, id`,
    )
    const [une, autre] = rows
    if (!une?.agent || !autre) throw new Error('two antennes, one with an agent')
    const antennes = async () =>
      (
        await e.proprietaire.query(
          'SELECT antenne_id FROM dossiers.prise_en_charge WHERE dossier_id = ANY ($1) AND fin_a IS NULL ORDER BY dossier_id = $2',
          [[garde, sans], sans],
        )
      ).rows.map(l => l.antenne_id)
    await e.proprietaire.query('ALTER TABLE dossiers.prise_en_charge DISABLE TRIGGER USER')
    await e.proprietaire.query(
      'UPDATE dossiers.prise_en_charge SET antenne_id = $2 WHERE dossier_id = $1',
      [garde, autre.id],
    )
    await e.proprietaire.query(
      'UPDATE dossiers.prise_en_charge SET antenne_id = NULL WHERE dossier_id = $1',
      [sans],
    )
    await e.proprietaire.query('ALTER TABLE dossiers.prise_en_charge ENABLE TRIGGER USER')
    await executer(e.hote, await e.agent('dpip.67'), affecterEnNombre, {
      dossierIds: [garde, sans],
      referentId: une.agent,
    })
    expect(await antennes()).toEqual([autre.id, une.id])
    const qui = autre.agent ?? (await e.agent('ts3.67'))
    const reste = {
      dossierIds: [garde, sans],
      lesquels: 'coches' as const,
      versIds: [qui],
      deAgentId: une.agent,
      convocations: 'restent' as const,
    }
    await executer(e.hote, await e.agent('dpip.67'), passerEnNombre, reste)
    expect(await antennes()).toEqual([autre.id, une.id])
    const fiche = await (await new Navigateur(p).entrer('dpip.67')).ouvrir(
      `/dossiers/${garde}/affecter`,
    )
    expect(fiche.texte).toMatch(
      new RegExp(`value="${autre.id}" selected|selected[^>]* value="${autre.id}"`),
    )
  })

  it('Un agent d’un autre service, un agent parti, une fonction qui ne suit personne : refusés, rien n’est écrit', async () => {
    const { dossierId } = await sansReferent()
    await expect(affecter('dpip.67', [dossierId], 'ts.57')).rejects.toThrow(
      'ne travaille pas dans le service',
    )
    await expect(affecter('dpip.67', [dossierId], 'accueil.67')).rejects.toThrow(
      'ne suit pas de dossier',
    )
    const parti = await e.agent('ts5.67')
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [parti, LE])
    await expect(affecter('dpip.67', [dossierId], 'ts5.67')).rejects.toThrow(
      'ne travaille pas dans le service',
    )
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = NULL WHERE id = $1', [parti])
    expect(await referents([dossierId])).toEqual([null])
  })

  it('Un dossier clos ou d’un autre service arrête le lot : les autres ne sont pas affectés à moitié', async () => {
    const [bon, clos, ailleurs] = [
      await sansReferent(),
      await sansReferent(),
      await sansReferent('accueil.57'),
    ]
    await e.proprietaire.query('UPDATE dossiers.dossier SET clos_a = $2 WHERE dossier_id = $1', [
      clos.dossierId,
      `${LE}T08:00:00Z`,
    ])
    await expect(affecter('dpip.67', [bon.dossierId, clos.dossierId], 'ts3.67')).rejects.toThrow(
      'ce dossier est clos',
    )
    await expect(
      affecter('dpip.67', [bon.dossierId, ailleurs.dossierId], 'ts3.67'),
    ).rejects.toThrow('Un dossier coché n’est plus suivi')
    expect(await referents([bon.dossierId])).toEqual([null])
  })

  it('Sans rien cocher, ou par un travailleur social : refusé', async () => {
    await expect(affecter('dpip.67', [], 'ts3.67')).rejects.toThrow('Cochez au moins un dossier')
    const { dossierId } = await sansReferent()
    await expect(affecter('ts.67', [dossierId], 'ts3.67')).rejects.toThrow(
      'Votre fonction ne permet pas cet acte.',
    )
  })

  it('Deux directeurs, le même dossier : le second lit qui a été plus rapide, ses autres coches restent, et un nouvel envoi passe', async () => {
    const [pris, libre] = [await sansReferent(), await sansReferent()]
    const second = await new Navigateur(p).entrer('dfspip.67')
    await second.ouvrir('/equipe/affecter?par=100')
    await affecter('dpip.67', [pris.dossierId], 'ts3.67')
    const champs = {
      'dossierIds[0]': pris.dossierId,
      'dossierIds[1]': libre.dossierId,
      referentId: await e.agent('ts4.67'),
    }
    const refus = await second.envoyer('/equipe/affecter?par=100', champs)
    expect(refus.statut).toBe(422)
    expect(refus.texte).toMatch(new RegExp(`${pris.nom}[^:<]* : déjà confié à [^<]+, par `))
    expect(refus.texte).toContain('Rien n’est enregistré')
    expect(await referents([libre.dossierId])).toEqual([null])
    expect(refus.texte).toMatch(
      new RegExp(`value="${libre.dossierId}"[^>]* checked|checked[^>]* value="${libre.dossierId}"`),
    )
    const repris = await second.envoyer('/equipe/affecter?par=100', {
      'dossierIds[]': libre.dossierId,
      referentId: await e.agent('ts4.67'),
    })
    expect(repris.statut).toBe(303)
    expect(await referents([libre.dossierId])).toEqual([await e.agent('ts4.67')])
  })

  it('Deux affectations du même lot en même temps : une seule passe', async () => {
    const ids = [(await sansReferent()).dossierId, (await sansReferent()).dossierId]
    const essais = await Promise.allSettled([
      affecter('dpip.67', ids, 'ts3.67'),
      affecter('dfspip.67', [...ids].reverse(), 'ts4.67'),
    ])
    expect(essais.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    expect(new Set(await referents(ids)).size).toBe(1)
  })
})

describe('Équipe : la charge vraie, et chaque nombre ouvre sa liste', () => {
  it('Le total de la liste ouverte est le nombre affiché ; les agents sont dans l’ordre des noms', async () => {
    // A request that nobody answers yet, and whose day is past: it is late for its référent.
    const { rowCount } = await e.proprietaire.query(
      `WITH demande AS (INSERT INTO magistrats.saisine (dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, saisie_par)
         SELECT p.dossier_id, j.id, 'rapport_suivi', 'Où en est-elle ?', '2026-10-01', '2026-11-10', $1 FROM dossiers.prise_en_charge p
         JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id AND d.clos_a IS NULL JOIN moyens.juridiction j ON j.ville = 'Strasbourg'
         WHERE p.fin_a IS NULL AND p.referent_id IS NOT NULL AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1) ORDER BY 1 LIMIT 1
         RETURNING dossier_id, id)
       INSERT INTO magistrats.detention (dossier_id, saisine_id, detenteur, depuis_a, passee_par) SELECT dossier_id, id, 'spip', now(), $1 FROM demande`,
      [await e.agent('dpip.67')],
    )
    expect(rowCount).toBe(1)
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const { texte } = await dpip.ouvrir('/equipe?par=100')
    const noms = [
      ...texte.matchAll(/<tr[^>]*data-ligne[^>]*>|<th scope="row"[^>]*>([^<]+)/g),
    ].flatMap(([, nom]) => (nom ? [nom.trim()] : []))
    expect(noms.length).toBeGreaterThan(5)
    expect(noms).toEqual([...noms].sort(new Intl.Collator('fr').compare))
    const liens = [...texte.matchAll(/<a href="([^"]*agent=[^"]*)" aria-label="(\d+) :/g)].map(
      ([, href = '', nombre]) => ({
        href: href.replaceAll('&amp;', '&'),
        nombre: Number(nombre),
      }),
    )
    expect(new Set(liens.map(l => l.href.split('?')[0]))).toEqual(
      new Set(['/dossiers', '/echeances', '/demandes']),
    )
    for (const { href, nombre } of liens) {
      const liste = await dpip.ouvrir(href)
      expect([liste.statut, Number(/data-total="(\d+)"/.exec(liste.texte)?.[1])], href).toEqual([
        200,
        nombre,
      ])
      expect(liste.texte, href).toContain('Voir ceux de tous')
    }
  }, 60_000)
  it('Un travailleur social n’y entre pas, et la navigation ne lui en montre pas la porte', async () => {
    const ts = await new Navigateur(p).entrer('ts.67')
    expect((await ts.ouvrir('/equipe')).statut).toBe(403)
    expect((await ts.ouvrir('/')).texte).not.toContain('href="/equipe"')
    const dfspip = await new Navigateur(p).entrer('dfspip.67')
    expect((await dfspip.ouvrir('/')).texte).toContain('href="/equipe"')
  })
})
