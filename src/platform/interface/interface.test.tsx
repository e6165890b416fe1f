import { readFileSync } from 'node:fs'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { decouper, lesPremiers } from '../liste.ts'
import { ASSETS_DIR, assetUrl } from './assets.ts'
import {
  adresse,
  ChampCases,
  ChampTexte,
  type FormState,
  Formulaire,
  Fuseau,
  Galerie,
  Instant,
  Layout,
  ListeEnLignes,
  ListeEnTableau,
  ResumeErreurs,
  Tableau,
  Texte,
  valeur,
  valeurs,
} from './index.ts'

const etat = (e: Partial<FormState>): FormState => ({ values: {}, errors: {}, refusals: [], ...e })
const galerie = renderToString(<Galerie />)
const page = (props: object = {}) =>
  renderToString(
    h(Layout, {
      title: 'Interface',
      trail: [],
      erreur: false,
      nu: false,
      path: '/',
      nav: [],
      user: null,
      flash: null,
      alerte: null,
      saisies: null,
      recu: false,
      colorScheme: 'auto',
      demo: true,
      children: null,
      ...props,
    }),
  )
const octets = (nom: string) =>
  readFileSync(`${ASSETS_DIR}${assetUrl(nom).replace('/assets/', '')}.br`).length

test('Ce qu’une personne a écrit s’affiche tel quel et n’est jamais du code', () => {
  const html = renderToString(<Texte>{'<script>alert(1)</script>\n\nsuite'}</Texte>)
  expect(html).toContain('&lt;script>')
  expect(html).not.toContain('<script>')
  expect(html.match(/<p>/g)).toHaveLength(2)
})

test('Une erreur est liée à son champ, avec l’aide, et le résumé y mène', () => {
  const state = etat({ errors: { 'etapes.0.quoi': ['Dites quoi.'] } })
  const champ = renderToString(
    <ChampTexte state={state} name="etapes.0.quoi" label="Quoi" hint="En une phrase." required />,
  )
  expect(champ).toContain('aria-describedby="champ-etapes-0-quoi-aide champ-etapes-0-quoi-erreur"')
  expect(champ).toContain('aria-invalid="true"')
  expect(champ).toContain('(obligatoire)')
  expect(renderToString(<ResumeErreurs state={state} />)).toContain('href="#champ-etapes-0-quoi"')
})

test('Un refus cite son article', () => {
  const state = etat({
    refusals: [{ message: 'Trop tard.', source: { texte: 'exemple', article: '7' } }],
  })
  expect(renderToString(<ResumeErreurs state={state} />)).toContain('Trop tard. (exemple, art. 7)')
})

test('Un refus mène à son champ ; ce qu’on fait d’une décision que la loi refuse suit un refus qui cite un texte, lui seul', () => {
  const dit = (refus: FormState['refusals'][number], errors: FormState['errors'] = {}) =>
    renderToString(<ResumeErreurs state={etat({ refusals: [refus], errors })} suite="Ensuite." />)
  const cite = dit(
    { message: 'Trop long.', source: { texte: 'exemple', article: '7' } },
    { dureeMois: ['Trop long.'] },
  )
  expect(cite).toContain('<a href="#champ-dureeMois">Trop long.</a> (exemple, art. 7)')
  expect(cite).toContain('<p>Ensuite.</p>')
  expect(dit({ message: 'Lisez.' })).not.toContain('Ensuite.')
})

test('Un nom imbriqué part entre crochets et se relit par son chemin', () => {
  const state = etat({ values: { etapes: [{ quoi: 'Logement', avec: ['a', 'b'] }] } })
  expect(renderToString(<ChampTexte state={state} name="etapes.0.quoi" label="Quoi" />)).toContain(
    'name="etapes[0][quoi]"',
  )
  expect(valeur(state, 'etapes.0.quoi')).toBe('Logement')
  expect(valeurs(state, 'etapes.0.avec')).toEqual(['a', 'b'])
  const cases = renderToString(
    <ChampCases
      state={state}
      name="etapes.0.avec"
      label="Avec"
      plusieurs
      options={[{ value: 'b', label: 'B' }]}
    />,
  )
  expect(cases).toContain('name="etapes[0][avec][]"')
  expect(cases).toMatch(/checked/)
})

test('Un mot de passe refusé ne revient pas dans la page', () => {
  const html = renderToString(
    <ChampTexte
      state={etat({ values: { mdp: 'secret-tape' } })}
      name="mdp"
      label="Mot de passe"
      type="password"
    />,
  )
  expect(html).not.toContain('secret-tape')
})

test('Le tri est dans l’adresse, ramène à la première page et se dit', () => {
  const html = renderToString(
    <Tableau
      legende="Liste"
      colonnes={[{ label: 'Nom', tri: 'nom', rendu: (l: string) => l }]}
      lignes={['A']}
      tri={{ cle: 'nom', sens: 'asc' }}
      url={adresse('/dossiers', { page: 3, etat: 'ouvert' })}
    />,
  )
  expect(html).toContain('href="/dossiers?etat=ouvert&amp;tri=nom&amp;sens=desc"')
  expect(html).toContain('aria-sort="ascending"')
})

test('Entrée dans un champ enregistre, et ne presse pas le premier bouton d’une liste', () => {
  const html = renderToString(<Formulaire>{null}</Formulaire>)
  expect(html).toMatch(/<input[^>]*type="submit"[^>]*aria-hidden="true"/)
})

test('Le titre de la page annonce l’erreur', () => {
  expect(page({ erreur: true })).toContain('<title>Erreur : Interface – Fil rouge</title>')
})

test('Ni style ni script en ligne : la politique de sécurité les refuserait', () => {
  for (const html of [galerie, page()]) {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/\son[a-z]+=/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
  }
})

test('Chaque identifiant de la galerie est unique', () => {
  const ids = [...galerie.matchAll(/\sid="([^"]+)"/g)].map(m => m[1])
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
})

test('Feuille de style et script pèsent ensemble moins de 35 ko compressés', () => {
  expect(octets('app.css') + octets('app.js')).toBeLessThan(35_000)
})

test('Chaque jeton de Designsystemet que la feuille demande y est défini', () => {
  const css = readFileSync(`${ASSETS_DIR}${assetUrl('app.css').replace('/assets/', '')}`, 'utf8')
  const demandes = new Set([...css.matchAll(/var\((--ds-[\w-]+)\)/g)].map(m => m[1]))
  const absents = [...demandes].filter(nom => !css.includes(`${nom}:`))
  expect(absents).toEqual([])
})

test('Une liste dit son total, ce qui en est montré et le chemin du reste ; entière, elle ne dit que son total', () => {
  const nombres = Array.from({ length: 1200 }, (_, i) => i + 1)
  const commun = { cle: 'n', nom: ['dossier', 'dossiers'] as const, ligne: String, vide: 'Rien.' }
  const texte = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const courte = renderToString(
    <ListeEnLignes
      {...commun}
      liste={decouper(nombres, lesPremiers(2))}
      tout="/tout"
      rendu={n => n}
    />,
  )
  expect([texte(courte), courte.includes('href="/tout"')]).toEqual([
    '1 à 2 sur 1 200 dossiers Tout voir 1 2',
    true,
  ])
  const entiere = renderToString(
    <ListeEnLignes {...commun} liste={decouper([7], lesPremiers(2))} tout="/tout" rendu={n => n} />,
  )
  expect(texte(entiere)).toBe('1 dossier 7')
  const page = renderToString(
    <ListeEnTableau
      {...commun}
      liste={decouper(nombres, { page: 2, par: 5 })}
      url={adresse('/x', {})}
      legende="L"
      colonnes={[{ label: 'N', rendu: n => n }]}
    />,
  )
  expect(texte(page)).toContain('6 à 10 sur 1 200 dossiers')
  expect(texte(page)).toContain('Page précédente Page 2 sur 240 Page suivante Dernière page')
  expect(
    texte(
      renderToString(
        <ListeEnLignes {...commun} liste={decouper([], lesPremiers(2))} rendu={n => n} />,
      ),
    ),
  ).toBe('Rien.')
})

test('Un instant se lit à l’heure de qui regarde, ou du lieu quand il est dit', () => {
  const a = '2026-11-24T08:00:00Z'
  const aLaReunion = (fuseau?: string) =>
    renderToString(
      h(Fuseau.Provider, { value: 'Indian/Reunion' }, <Instant a={a} fuseau={fuseau} />),
    )
  expect(
    [aLaReunion(), aLaReunion('Europe/Paris'), renderToString(<Instant a={a} />)].map(t =>
      t.replace(/<[^>]+>/g, ''),
    ),
  ).toEqual(['24/11/2026 à 12 h 00', '24/11/2026 à 9 h 00', '24/11/2026 à 9 h 00'])
})
